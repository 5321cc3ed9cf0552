package io.choicesherpa.telemetry.otlp;

import io.opentelemetry.api.common.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the bytes of attributes that were seen twice in short order; those of a request alone,
 * such as its ids, thus hardly ever push out what stays. Bounded by its slots and by the length of
 * what is kept. For one thread.
 */
final class AttributeMemory {

  /** A power of two. */
  private static final int SLOTS = 1024;

  private static final int MAX_CHARS = 2_048;

  private final @Nullable Known[] known = new Known[SLOTS];
  private final int[] seenOnce = new int[SLOTS];

  /** The KeyValue's bytes, or null when they are not known. */
  byte @Nullable [] find(AttributeKey<?> key, Object value) {
    Known there = known[slot(hash(key, value))];
    return there != null && there.value.equals(value) && there.key.equals(key) ? there.bytes : null;
  }

  /** Whether it is worth keeping: from the second time on. */
  boolean wants(AttributeKey<?> key, Object value) {
    if (!isSmall(value)) {
      return false;
    }
    int hash = hash(key, value);
    int slot = slot(hash);
    boolean seen = seenOnce[slot] == hash;
    seenOnce[slot] = hash;
    return seen;
  }

  private static boolean isSmall(Object value) {
    return value instanceof String text
        ? text.length() <= MAX_CHARS
        : value instanceof Long || value instanceof Boolean;
  }

  void keep(AttributeKey<?> key, Object value, byte[] bytes) {
    known[slot(hash(key, value))] = new Known(key, value, bytes);
  }

  private static int hash(AttributeKey<?> key, Object value) {
    return (key.hashCode() * 31 + value.hashCode()) * 0x9e3779b9;
  }

  private static int slot(int hash) {
    return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS));
  }

  /** An attribute and its KeyValue. */
  private static final class Known {
    private final AttributeKey<?> key;
    private final Object value;
    private final byte[] bytes;

    Known(AttributeKey<?> key, Object value, byte[] bytes) {
      this.key = key;
      this.value = value;
      this.bytes = bytes;
    }
  }
}
