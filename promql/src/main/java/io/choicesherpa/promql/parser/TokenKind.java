package io.choicesherpa.promql.parser;

/** What a {@link Token} is. */
enum TokenKind {
  END("end of input"),
  /** The text cannot go on; the token's text says why. */
  ERROR("error"),
  /** A word without a colon; keywords among them. */
  NAME("name"),
  /** A word with a colon: a metric's name only. */
  COLON_NAME("metric name"),
  NUMBER("number"),
  DURATION("duration"),
  STRING("string"),
  LEFT_PARENTHESIS("("),
  RIGHT_PARENTHESIS(")"),
  LEFT_BRACE("{"),
  RIGHT_BRACE("}"),
  LEFT_BRACKET("["),
  RIGHT_BRACKET("]"),
  COMMA(","),
  COLON(":"),
  AT("@"),
  ASSIGN("="),
  MATCHES("=~"),
  MATCHES_NOT("!~"),
  NOT_EQUAL("!="),
  EQUAL("=="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  TRIM_UPPER("</"),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  TRIM_LOWER(">/"),
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  DIVIDE("/"),
  MODULO("%"),
  POWER("^");

  private final String word;

  TokenKind(String word) {
    this.word = word;
  }

  /** As messages call it. */
  String word() {
    return word;
  }
}
