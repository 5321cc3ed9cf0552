package io.choicesherpa.console.logql;

import java.util.List;

/** The words of a query, one after the other. */
final class Tokens {

  private final List<Token> tokens;
  private int at;

  Tokens(String query) {
    tokens = Lexer.tokens(query);
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token next() {
    Token token = tokens.get(at);
    if (at < tokens.size() - 1) {
      at++;
    }
    return token;
  }

  boolean takeIf(String word) {
    if (peek().is(word)) {
      next();
      return true;
    }
    return false;
  }

  Token take(String word) {
    Token token = next();
    if (!token.is(word)) {
      throw token.error("unexpected " + token.described() + ", expected \"" + word + "\"");
    }
    return token;
  }

  Token take(Token.Kind kind, String what) {
    Token token = next();
    if (token.kind() != kind) {
      throw token.error("unexpected " + token.described() + ", expected " + what);
    }
    return token;
  }

  String name(String what) {
    return take(Token.Kind.NAME, what).text();
  }

  String string(String what) {
    return take(Token.Kind.STRING, what).text();
  }

  /** A number with or without a sign. */
  double number() {
    boolean negative = takeIf("-");
    Token token = take(Token.Kind.QUANTITY, "a number");
    Double number = Quantity.number(token.text());
    if (number == null) {
      throw token.error("not a number: " + token.text());
    }
    return negative ? -number : number;
  }

  /** A duration in nanoseconds, more than 0. */
  long durationNanos() {
    Token token = take(Token.Kind.QUANTITY, "a duration such as 5m");
    Double seconds = Quantity.seconds(token.text());
    if (seconds == null || seconds <= 0 || seconds > 3.2e9) {
      throw token.error("not a duration such as 5m: " + token.text());
    }
    return Math.round(seconds * 1e9);
  }
}
