package io.choicesherpa.promql.model;

/** The type of an expression and of what it gives. */
public enum ValueType {
  /** One number. */
  SCALAR("scalar"),
  /** A text. */
  STRING("string"),
  /** An instant vector. */
  VECTOR("vector"),
  /** A range vector, or what a range query gives. */
  MATRIX("matrix");

  private final String word;

  ValueType(String word) {
    this.word = word;
  }

  /** As the HTTP API writes it. */
  public String word() {
    return word;
  }
}
