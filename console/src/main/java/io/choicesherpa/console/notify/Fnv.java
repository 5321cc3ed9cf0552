package io.choicesherpa.console.notify;

import io.choicesherpa.promql.model.Labels;
import java.nio.charset.StandardCharsets;

/** FNV-1a, 64 bit, of labels: what Alertmanager tells alerts apart by. */
final class Fnv {

  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final int SEPARATOR = 0xFF;

  private Fnv() {}

  static long hash(Labels labels) {
    long hash = OFFSET;
    for (int i = 0; i < labels.size(); i++) {
      hash = add(add(hash, labels.name(i)), labels.value(i));
    }
    return hash;
  }

  private static long add(long hash, String text) {
    long sum = hash;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      sum = (sum ^ (b & 0xFF)) * PRIME;
    }
    return (sum ^ SEPARATOR) * PRIME;
  }
}
