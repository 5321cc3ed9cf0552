package io.choicesherpa.telemetry.logging;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which spans of this process are open, and within which: a span itself knows no more of its parent
 * than the id. Costs one check a span while nobody {@linkplain #watch watches}. Thread-safe.
 */
final class OpenSpans implements SpanProcessor {

  /** Spans that are never ended must not fill the memory. */
  private static final int MAX_SPANS = 65_536;

  private final Map<String, Node> nodes = new ConcurrentHashMap<>();
  private volatile boolean watched;

  /** A span and what it was opened in; keeps its ancestors alive as long as itself. */
  private record Node(ReadableSpan span, @Nullable Node around) {}

  /** Spans that were opened before are known by themselves, without what is around them. */
  void watch(boolean on) {
    watched = on;
  }

  /** Whether the span, or one that it was opened in, is such a one. */
  boolean anyAround(ReadableSpan span, Predicate<ReadableSpan> wanted) {
    Node node = nodes.get(span.getSpanContext().getSpanId());
    if (node == null) {
      return wanted.test(span);
    }
    for (Node each = node; each != null; each = each.around) {
      if (wanted.test(each.span)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    if (watched && nodes.size() < MAX_SPANS) {
      SpanContext parent = Span.fromContext(parentContext).getSpanContext();
      nodes.put(
          span.getSpanContext().getSpanId(),
          new Node(span, parent.isValid() ? nodes.get(parent.getSpanId()) : null));
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (!nodes.isEmpty()) {
      nodes.remove(span.getSpanContext().getSpanId());
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }
}
