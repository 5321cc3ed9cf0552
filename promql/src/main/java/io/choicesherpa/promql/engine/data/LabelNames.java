package io.choicesherpa.promql.engine.data;

import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;

/** Names of labels: any text that can be written in UTF-8. */
public final class LabelNames {

  private LabelNames() {}

  /** Whether {@code name} may be a label's; half of a surrogate pair stands for a stray byte. */
  public static boolean isValid(String name) {
    CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    return !name.isEmpty() && encoder.canEncode(name);
  }
}
