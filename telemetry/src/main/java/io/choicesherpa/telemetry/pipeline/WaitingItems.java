package io.choicesherpa.telemetry.pipeline;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A bounded line of items: many put in, one takes out, several at once. What does not fit is not
 * taken in. Its lock is held for a few moves of memory and never across a wait. Thread-safe.
 *
 * @param <T> what waits
 */
final class WaitingItems<T> {

  private final @Nullable Object[] ring;
  private int first;
  private int size;
  private boolean closed;

  /**
   * @param capacity at least 1
   */
  WaitingItems(int capacity) {
    ring = new Object[capacity];
  }

  /** Returns how many wait with this one, or 0 if there was no room for it, or no more is taken. */
  synchronized int add(T item) {
    if (closed || size == ring.length) {
      return 0;
    }
    int last = first + size;
    ring[last < ring.length ? last : last - ring.length] = item;
    return ++size;
  }

  /** Moves the oldest into {@code to}, as many as there are and fit; returns how many. */
  synchronized int take(@Nullable Object[] to, int atMost) {
    int taken = Math.min(size, atMost);
    int untilEnd = Math.min(taken, ring.length - first);
    System.arraycopy(ring, first, to, 0, untilEnd);
    System.arraycopy(ring, 0, to, untilEnd, taken - untilEnd);
    Arrays.fill(ring, first, first + untilEnd, null);
    Arrays.fill(ring, 0, taken - untilEnd, null);
    first += taken;
    if (first >= ring.length) {
      first -= ring.length;
    }
    size -= taken;
    return taken;
  }

  /** Lets go of all, and takes in nothing more; returns how many there were. */
  synchronized int close() {
    closed = true;
    Arrays.fill(ring, null);
    int left = size;
    size = 0;
    return left;
  }

  synchronized int size() {
    return size;
  }
}
