package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.model.Labels;

/** Spreads series evenly, always the same way. */
final class LabelHash {

  private LabelHash() {}

  /** A number from 0 to 1 that the labels alone decide. */
  static double fraction(Labels labels) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < labels.size(); i++) {
      hash = mixed(mixed(hash, labels.name(i)), labels.value(i));
    }
    hash ^= hash >>> 33;
    hash *= 0xff51afd7ed558ccdL;
    hash ^= hash >>> 33;
    hash *= 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return (hash >>> 11) * 0x1p-53;
  }

  private static long mixed(long start, String text) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return (hash ^ 0xff) * 0x100000001b3L;
  }
}
