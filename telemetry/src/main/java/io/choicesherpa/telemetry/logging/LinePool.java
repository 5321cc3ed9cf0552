package io.choicesherpa.telemetry.logging;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lends lines to threads. A fixed number is kept, found by the thread's id, rather than one for
 * each thread: there may be a million virtual threads. A thread that finds its line lent makes one
 * of its own, which nobody keeps.
 */
final class LinePool {
  private static final int SLOTS =
      Integer.highestOneBit(Math.max(4, Runtime.getRuntime().availableProcessors() * 2));

  /** Neighbours in use lie on different cache lines. */
  private static final int STRIDE = 16;

  private static final int FREE = 0;
  private static final int LENT = 1;

  /** Each read and written by the thread that has it on loan. */
  private final @Nullable LogLine[] lines = new LogLine[SLOTS];

  /** Flags rather than taking lines out and putting them back: the collector watches references. */
  private final AtomicIntegerArray states = new AtomicIntegerArray(SLOTS * STRIDE);

  private final Supplier<LogLine> maker;

  LinePool(Supplier<LogLine> maker) {
    this.maker = maker;
  }

  LogLine take() {
    int slot = slot();
    if (!states.compareAndSet(slot * STRIDE, FREE, LENT)) {
      return maker.get();
    }
    LogLine line = lines[slot];
    if (line == null) {
      line = maker.get();
      lines[slot] = line;
    }
    return line;
  }

  /** To be called by the thread that took it. */
  @SuppressWarnings("ReferenceEquality") // Whether it is the slot's own.
  void giveBack(LogLine line) {
    int slot = slot();
    if (lines[slot] == line) {
      states.setRelease(slot * STRIDE, FREE);
    }
  }

  private static int slot() {
    return (int) Thread.currentThread().getId() & (SLOTS - 1);
  }
}
