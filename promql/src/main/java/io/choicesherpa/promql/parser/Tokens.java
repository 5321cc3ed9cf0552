package io.choicesherpa.promql.parser;

import io.choicesherpa.promql.model.PositionRange;
import java.util.ArrayList;
import java.util.List;

/** The tokens of an expression from one on, and the problems found so far. */
final class Tokens {

  private static final int MAX_PROBLEMS = 20;

  private final String text;
  private final List<Token> tokens;
  private final List<ParseProblem> problems = new ArrayList<>();
  private int index;

  Tokens(String text, boolean unicodeNames) {
    this.text = text;
    tokens = Lexer.tokens(text, unicodeNames);
  }

  String text() {
    return text;
  }

  Token peek() {
    return tokens.get(index);
  }

  Token peekSecond() {
    return tokens.get(Math.min(index + 1, tokens.size() - 1));
  }

  /** The one before {@link #peek}. */
  Token last() {
    return tokens.get(index - 1);
  }

  boolean at(TokenKind kind) {
    return peek().kind() == kind;
  }

  boolean at(String keyword) {
    return peek().is(keyword);
  }

  Token next() {
    Token token = peek();
    if (index < tokens.size() - 1) {
      index++;
    }
    return token;
  }

  /** Goes past the next token if it is of {@code kind}. */
  boolean skip(TokenKind kind) {
    boolean there = at(kind);
    if (there) {
      next();
    }
    return there;
  }

  /** Goes past the next token if it is {@code keyword}. */
  boolean skip(String keyword) {
    boolean there = at(keyword);
    if (there) {
      next();
    }
    return there;
  }

  Token expect(TokenKind kind, String context) {
    if (!at(kind)) {
      throw unexpected(context, "\"" + kind.word() + "\"");
    }
    return next();
  }

  /** A fault of syntax at the next token, after which there is no going on. */
  ParseException unexpected(String context, String expected) {
    Token token = peek();
    return token.kind() == TokenKind.ERROR
        ? fault(token.text(), token.position())
        : fault(
            "unexpected " + token.description() + " in " + context + ", expected " + expected,
            token.position());
  }

  /** A fault after which there is no going on. */
  ParseException fault(String message, PositionRange position) {
    return new ParseException(List.of(ParseProblem.of(message, position, text)));
  }

  /** A fault that lets the parser go on. */
  void problem(String message, PositionRange position) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(ParseProblem.of(message, position, text));
    }
  }

  void failOnProblems() {
    if (!problems.isEmpty()) {
      throw new ParseException(problems);
    }
  }
}
