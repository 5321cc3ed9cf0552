package io.choicesherpa.promql.parser;

import io.choicesherpa.promql.model.PositionRange;
import io.choicesherpa.promql.parser.VectorMatching.Cardinality;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may stand between a binary operator and its right side. */
final class MatchingGrammar {

  private final Tokens tokens;
  private final SelectorGrammar selectors;
  private final boolean experimental;

  MatchingGrammar(Tokens tokens, SelectorGrammar selectors, boolean experimental) {
    this.tokens = tokens;
    this.selectors = selectors;
    this.experimental = experimental;
  }

  /** The modifiers after the operator at {@code sign}. */
  Matching modifiers(PositionRange sign) {
    boolean returnBool = tokens.skip("bool");
    boolean on = tokens.at("on");
    List<String> labels = List.of();
    List<String> include = List.of();
    Cardinality cardinality = Cardinality.ONE_TO_ONE;
    if (on || tokens.at("ignoring")) {
      labels = selectors.labels(tokens.next().text());
      if (tokens.at("group_left") || tokens.at("group_right")) {
        cardinality = tokens.at("group_left") ? Cardinality.MANY_TO_ONE : Cardinality.ONE_TO_MANY;
        String word = tokens.next().text();
        include = tokens.at(TokenKind.LEFT_PARENTHESIS) ? selectors.labels(word) : include;
      }
    }
    Double left = null;
    Double right = null;
    if (atFill("fill")) {
      left = fill();
      right = left;
    } else {
      while ((left == null && atFill("fill_left")) || (right == null && atFill("fill_right"))) {
        if (tokens.at("fill_left")) {
          left = fill();
        } else {
          right = fill();
        }
      }
    }
    return new Matching(sign, returnBool, cardinality, labels, on, include, left, right);
  }

  /** Without a parenthesis it is a metric's name. */
  private boolean atFill(String word) {
    return tokens.at(word) && tokens.peekSecond().kind() == TokenKind.LEFT_PARENTHESIS;
  }

  private @Nullable Double fill() {
    Token word = tokens.next();
    if (!experimental) {
      tokens.problem(word.text() + " is experimental and not enabled", word.position());
    }
    tokens.expect(TokenKind.LEFT_PARENTHESIS, word.text());
    boolean negative = tokens.at(TokenKind.SUBTRACT);
    if (negative || tokens.at(TokenKind.ADD)) {
      tokens.next();
    }
    if (!tokens.at(TokenKind.NUMBER) && !tokens.at(TokenKind.DURATION)) {
      throw tokens.unexpected(word.text(), "number");
    }
    double value = Literals.number(tokens.next(), tokens);
    tokens.expect(TokenKind.RIGHT_PARENTHESIS, word.text());
    return negative ? -value : value;
  }
}
