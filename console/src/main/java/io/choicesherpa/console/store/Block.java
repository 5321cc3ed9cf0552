package io.choicesherpa.console.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;

/**
 * A run of entries in one array. Filled under the store's lock; what has been filled never changes,
 * so readers that learnt {@link #used} under the lock may go on without it.
 */
final class Block {

  /** Array header, buffer and list entry. */
  static final int OVERHEAD_BYTES = 120;

  private final byte[] bytes;
  private final ByteBuffer view;
  private int used;
  private long minNanos = Long.MAX_VALUE;
  private long maxNanos = Long.MIN_VALUE;

  Block(int capacityBytes) {
    bytes = new byte[capacityBytes];
    view = ByteBuffer.wrap(bytes);
  }

  boolean hasRoom(int length) {
    return bytes.length - used >= length;
  }

  /** Copies {@code entry} in and returns where it begins; the time widens the block's range. */
  int add(ByteBuffer entry, long timeNanos) {
    int at = used;
    int length = entry.remaining();
    entry.duplicate().get(bytes, at, length);
    used += length;
    minNanos = Math.min(minNanos, timeNanos);
    maxNanos = Math.max(maxNanos, timeNanos);
    return at;
  }

  int used() {
    return used;
  }

  long minNanos() {
    return minNanos;
  }

  long maxNanos() {
    return maxNanos;
  }

  long heldBytes() {
    return (long) OVERHEAD_BYTES + bytes.length;
  }

  /** Absolute reads only. */
  ByteBuffer view() {
    return view;
  }

  /** A part of the array itself, not copied. */
  ByteString slice(int from, int to) {
    return UnsafeByteOperations.unsafeWrap(bytes, from, to - from);
  }
}
