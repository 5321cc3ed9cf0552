package io.choicesherpa.promql.parser;

import io.choicesherpa.promql.model.Labels;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The labels of a series: like a selector, with {@code =} only. */
final class SeriesGrammar {

  private static final String CONTEXT = "series";

  private final Tokens tokens;
  private final NavigableMap<String, String> labels = new TreeMap<>();

  SeriesGrammar(Tokens tokens) {
    this.tokens = tokens;
  }

  Labels whole() {
    if (SelectorGrammar.startsSelector(tokens.peek()) && !tokens.at(TokenKind.LEFT_BRACE)) {
      labels.put(Labels.METRIC_NAME, tokens.next().text());
    }
    if (tokens.skip(TokenKind.LEFT_BRACE)) {
      while (!tokens.at(TokenKind.RIGHT_BRACE)) {
        label();
        if (!tokens.at(TokenKind.RIGHT_BRACE) && !tokens.skip(TokenKind.COMMA)) {
          throw tokens.unexpected(CONTEXT, "\",\" or \"}\"");
        }
      }
      tokens.next();
    }
    if (!tokens.at(TokenKind.END)) {
      throw tokens.unexpected(CONTEXT, "end of labels");
    }
    tokens.failOnProblems();
    return Labels.of(labels);
  }

  private void label() {
    if (!tokens.at(TokenKind.NAME) && !tokens.at(TokenKind.STRING)) {
      throw tokens.unexpected(CONTEXT, "label name or \"}\"");
    }
    Token label = tokens.next();
    boolean quoted = label.kind() == TokenKind.STRING;
    String name = quoted ? Literals.string(label, tokens) : label.text();
    if (quoted && !tokens.at(TokenKind.ASSIGN)) {
      put(Labels.METRIC_NAME, name, label);
      return;
    }
    tokens.expect(TokenKind.ASSIGN, CONTEXT);
    put(name, Literals.string(tokens.expect(TokenKind.STRING, CONTEXT), tokens), label);
  }

  private void put(String name, String value, Token place) {
    if (labels.put(name, value) != null) {
      tokens.problem("label " + name + " twice", place.position());
    }
  }
}
