package io.choicesherpa.promql.script;

import java.io.Serial;

/** An answer that is not the expected one. */
final class Mismatch extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final String expected;
  private final String got;

  Mismatch(String expected, String got) {
    super("expected " + expected + ", got " + got);
    this.expected = expected;
    this.got = got;
  }

  String expected() {
    return expected;
  }

  String got() {
    return got;
  }
}
