package io.choicesherpa.telemetry.logging;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how names that come again and again are encoded: loggers, threads, keys. A table of
 * fixed size in which each name has a few slots to choose from, and a newer name takes the place of
 * another where all are taken: names without end cost encoding and never memory. Safe for use by
 * several threads: entries are immutable, and a race only encodes twice.
 */
final class EncodedNames {
  /** A power of two. */
  private static final int SLOTS = 512;

  /**
   * A power of two. With one slot to a name, two keys of one line may push each other out for ever.
   */
  private static final int CHOICES = 4;

  private final BiFunction<String, @Nullable String, byte[]> encoding;
  private final @Nullable Entry[] slots = new Entry[SLOTS];

  EncodedNames(BiFunction<String, @Nullable String, byte[]> encoding) {
    this.encoding = encoding;
  }

  byte[] get(String name) {
    return get(name, null);
  }

  /** {@code detail} belongs to the name: it is always the same for it, and used to encode it. */
  byte[] get(String name, @Nullable String detail) {
    int hash = name.hashCode() * 0x9e3779b9;
    int slot = hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS));
    int free = slot ^ (hash & (CHOICES - 1));
    for (int i = 0; i < CHOICES; i++) {
      Entry entry = slots[slot ^ i];
      if (entry == null) {
        free = slot ^ i;
        break;
      }
      if (entry.name.equals(name)) {
        return entry.encoded;
      }
    }
    byte[] encoded = encoding.apply(name, detail);
    slots[free] = new Entry(name, encoded);
    return encoded;
  }

  private static final class Entry {
    final String name;
    final byte[] encoded;

    Entry(String name, byte[] encoded) {
      this.name = name;
      this.encoded = encoded;
    }
  }
}
