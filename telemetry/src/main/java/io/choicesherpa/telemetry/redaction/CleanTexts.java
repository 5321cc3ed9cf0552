package io.choicesherpa.telemetry.redaction;

import org.jspecify.annotations.Nullable;

/**
 * Remembers texts, by their keys, that were found clean twice in short order, such as a statement
 * or a server's address: they need not be looked through for each span. Bounded. Safe for use by
 * several threads: a race costs a look.
 */
final class CleanTexts {

  /** A power of two. */
  private static final int SLOTS = 1024;

  private static final int MAX_CHARS = 4_096;

  private final @Nullable Known[] known = new Known[SLOTS];
  private final int[] seenOnce = new int[SLOTS];

  boolean contains(String key, String text) {
    Known there = known[slot(hash(key, text))];
    return there != null && there.text.equals(text) && there.key.equals(key);
  }

  /** Notes that it is clean; kept from the second time on, so that ids do not push out the rest. */
  void add(String key, String text) {
    if (text.length() > MAX_CHARS) {
      return;
    }
    int hash = hash(key, text);
    int slot = slot(hash);
    if (seenOnce[slot] == hash) {
      known[slot] = new Known(key, text);
    } else {
      seenOnce[slot] = hash;
    }
  }

  private static int hash(String key, String text) {
    return (key.hashCode() * 31 + text.hashCode()) * 0x9e3779b9;
  }

  private static int slot(int hash) {
    return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS));
  }

  private record Known(String key, String text) {}
}
