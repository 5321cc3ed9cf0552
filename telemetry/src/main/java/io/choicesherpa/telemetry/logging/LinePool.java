package io.choicesherpa.telemetry.logging;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lends lines to threads. A fixed number is kept, found by the thread's id, rather than one for
 * each thread: there may be a million virtual threads. A thread that finds its slot empty makes a
 * line of its own.
 */
final class LinePool {
  private static final int SLOTS =
      Integer.highestOneBit(Math.max(4, Runtime.getRuntime().availableProcessors() * 2));

  /** Neighbours in use lie on different cache lines. */
  private static final int STRIDE = 16;

  private final AtomicReferenceArray<@Nullable LogLine> slots =
      new AtomicReferenceArray<>(SLOTS * STRIDE);
  private final Supplier<LogLine> maker;

  LinePool(Supplier<LogLine> maker) {
    this.maker = maker;
  }

  LogLine take() {
    LogLine line = slots.getAndSet(slot(), null);
    return line != null ? line : maker.get();
  }

  void giveBack(LogLine line) {
    slots.setRelease(slot(), line);
  }

  private static int slot() {
    return ((int) Thread.currentThread().getId() & (SLOTS - 1)) * STRIDE;
  }
}
