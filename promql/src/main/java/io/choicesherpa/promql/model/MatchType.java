package io.choicesherpa.promql.model;

/** How a {@link LabelMatcher} compares. */
public enum MatchType {
  /** {@code =}. */
  EQUAL("="),
  /** {@code !=}. */
  NOT_EQUAL("!="),
  /** {@code =~}: the whole value, as RE2 reads it. */
  REGEX("=~"),
  /** {@code !~}. */
  NOT_REGEX("!~");

  private final String symbol;

  MatchType(String symbol) {
    this.symbol = symbol;
  }

  /** As written in PromQL. */
  public String symbol() {
    return symbol;
  }
}
