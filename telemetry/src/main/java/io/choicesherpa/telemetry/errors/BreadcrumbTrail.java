package io.choicesherpa.telemetry.errors;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The process's last breadcrumbs in one ring of fixed size, each marked with its trace, so that an
 * error takes along those of its own request and of nobody else's. Thread-safe, without locks.
 */
final class BreadcrumbTrail {

  /** Of all threads together. */
  static final int KEPT = 1024;

  /** With one error. */
  static final int TOLD = 50;

  private final AtomicReferenceArray<Entry> ring = new AtomicReferenceArray<>(KEPT);
  private final AtomicLong next = new AtomicLong();

  void add(Breadcrumb breadcrumb) {
    long at = next.getAndIncrement();
    ring.set((int) (at % KEPT), new Entry(owner(), breadcrumb));
  }

  /** The last ones of the current trace, or of this thread outside any; oldest first. */
  List<Breadcrumb> ofCurrent() {
    String owner = owner();
    Deque<Breadcrumb> found = new ArrayDeque<>();
    long end = next.get();
    for (long at = end - 1; at >= 0 && at > end - 1 - KEPT && found.size() < TOLD; at--) {
      Entry entry = ring.get((int) (at % KEPT));
      if (entry != null && entry.owner.equals(owner)) {
        found.addFirst(entry.breadcrumb);
      }
    }
    return List.copyOf(found);
  }

  private static String owner() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid() ? span.getTraceId() : "thread " + Thread.currentThread().getId();
  }

  private record Entry(String owner, Breadcrumb breadcrumb) {}
}
