package io.choicesherpa.telemetry.logging;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how names that come again and again are encoded: loggers, threads, keys. A table of
 * fixed size in which the newer name takes the slot, so that names without end cost encoding and
 * never memory. Safe for use by several threads: entries are immutable, and a race only encodes
 * twice.
 */
final class EncodedNames {
  /** A power of two. */
  private static final int SLOTS = 512;

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
    int hash = name.hashCode();
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    Entry entry = slots[slot];
    if (entry != null && entry.name.equals(name)) {
      return entry.encoded;
    }
    byte[] encoded = encoding.apply(name, detail);
    slots[slot] = new Entry(name, encoded);
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
