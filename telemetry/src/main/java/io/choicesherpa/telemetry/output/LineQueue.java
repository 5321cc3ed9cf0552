package io.choicesherpa.telemetry.output;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Lines on their way to the one thread that writes them; bounded by number and by bytes, without
 * locks. The last quarter of either bound is kept for urgent lines. Many threads may offer, one
 * takes.
 */
final class LineQueue {
  /** What {@link #offer} answers when there is no room. */
  static final long FULL = -1;

  private static final int RESERVED_SHARE = 4;

  private final AtomicReferenceArray<byte @Nullable []> slots;
  private final int capacity;
  private final long maxBytes;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong head = new AtomicLong();
  private final AtomicLong tail = new AtomicLong();

  /**
   * @param capacity a power of two, in lines
   */
  LineQueue(int capacity, long maxBytes) {
    if (Integer.bitCount(capacity) != 1 || capacity < RESERVED_SHARE) {
      throw new IllegalArgumentException("capacity " + capacity + " is no power of two from 4 on");
    }
    this.slots = new AtomicReferenceArray<>(capacity);
    this.capacity = capacity;
    this.maxBytes = maxBytes;
  }

  /** Returns the line's number, counted from 0 without a gap, or {@link #FULL}. Never waits. */
  long offer(byte[] line, boolean urgent) {
    if (bytes.addAndGet(line.length) > allowed(maxBytes, urgent)) {
      bytes.addAndGet(-line.length);
      return FULL;
    }
    long allowedLines = allowed(capacity, urgent);
    long number;
    do {
      number = tail.get();
      if (number - head.get() >= allowedLines) {
        bytes.addAndGet(-line.length);
        return FULL;
      }
    } while (!tail.compareAndSet(number, number + 1));
    slots.setRelease(slot(number), line);
    return number;
  }

  private static long allowed(long bound, boolean urgent) {
    return urgent ? bound : bound - bound / RESERVED_SHARE;
  }

  /** The oldest line, or null if there is none yet. For the writing thread only. */
  byte @Nullable [] poll() {
    long number = head.get();
    byte[] line = slots.getAcquire(slot(number));
    if (line != null) {
      slots.setRelease(slot(number), null);
      bytes.addAndGet(-line.length);
      head.set(number + 1);
    }
    return line;
  }

  private int slot(long number) {
    return (int) number & (capacity - 1);
  }

  boolean isEmpty() {
    return tail.get() == head.get();
  }

  /** How many lines wait. */
  int size() {
    return (int) Math.max(0, tail.get() - head.get());
  }

  /** The number that the next line will have. */
  long nextNumber() {
    return tail.get();
  }

  /** Whether so many lines wait that the writer should not rest any longer. */
  boolean isFilling(long number) {
    long waiting = number - head.get() + 1;
    return waiting % (capacity / RESERVED_SHARE) == 0;
  }
}
