package io.choicesherpa.promql.parser;

/** Values of tokens; what is none is a problem. */
final class Literals {

  private Literals() {}

  /** Of a number, or of a duration in seconds. */
  static double number(Token token, Tokens tokens) {
    try {
      return token.kind() == TokenKind.DURATION
          ? Durations.parseMillis(token.text()) / 1e3
          : NumberText.parse(token.text());
    } catch (IllegalArgumentException e) {
      tokens.problem(String.valueOf(e.getMessage()), token.position());
      return 1;
    }
  }

  static String string(Token token, Tokens tokens) {
    try {
      return StringText.unquote(token.text());
    } catch (IllegalArgumentException e) {
      tokens.problem(String.valueOf(e.getMessage()), token.position());
      return "";
    }
  }
}
