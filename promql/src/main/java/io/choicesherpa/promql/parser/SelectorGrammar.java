package io.choicesherpa.promql.parser;

import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.MatchType;
import io.choicesherpa.promql.model.PositionRange;
import io.choicesherpa.promql.parser.Expression.VectorSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Metric names, matchers in braces, and lists of labels in parentheses. */
final class SelectorGrammar {

  /** Keywords that cannot be a metric's name. */
  private static final Set<String> NEVER_METRICS =
      Set.of("atan2", "bool", "on", "ignoring", "group_left", "group_right");

  private final Tokens tokens;
  private final boolean experimental;

  SelectorGrammar(Tokens tokens, boolean experimental) {
    this.tokens = tokens;
    this.experimental = experimental;
  }

  /** Whether a selector may start with this token. */
  static boolean startsSelector(Token token) {
    return switch (token.kind()) {
      case LEFT_BRACE, COLON_NAME -> true;
      case NAME -> NEVER_METRICS.stream().noneMatch(token::is);
      default -> false;
    };
  }

  /** Whether a metric of this name, a word, can be selected without braces. */
  static boolean canStandAlone(String word) {
    return NEVER_METRICS.stream().noneMatch(never -> Words.equalsIgnoringCase(word, never))
        && !Words.equalsIgnoringCase(word, "inf")
        && !Words.equalsIgnoringCase(word, "nan");
  }

  /** A selector without any modifier. */
  VectorSelector selector() {
    int start = tokens.peek().start();
    List<LabelMatcher> matchers = new ArrayList<>();
    String name = null;
    if (!tokens.at(TokenKind.LEFT_BRACE)) {
      name = tokens.next().text();
      matchers.add(new LabelMatcher(MatchType.EQUAL, Labels.METRIC_NAME, name));
    }
    if (tokens.at(TokenKind.LEFT_BRACE)) {
      matchers(matchers, name);
    }
    return new VectorSelector(matchers, 0, null, new PositionRange(start, tokens.last().end()));
  }

  private void matchers(List<LabelMatcher> matchers, @Nullable String name) {
    tokens.expect(TokenKind.LEFT_BRACE, "selector");
    while (!tokens.at(TokenKind.RIGHT_BRACE)) {
      PositionRange start = tokens.peek().position();
      LabelMatcher matcher = matcher();
      if (matcher != null) {
        if (name != null && matcher.name().equals(Labels.METRIC_NAME)) {
          tokens.problem(
              "metric name must not be set twice: " + name + " and " + matcher.value(),
              start.to(tokens.last().position()));
        }
        matchers.add(matcher);
      }
      if (!tokens.at(TokenKind.RIGHT_BRACE) && !tokens.skip(TokenKind.COMMA)) {
        throw tokens.unexpected("label matching", "\",\" or \"}\"");
      }
    }
    tokens.next();
  }

  /** One condition; null when it is not fit. */
  private @Nullable LabelMatcher matcher() {
    if (!tokens.at(TokenKind.NAME) && !tokens.at(TokenKind.STRING)) {
      throw tokens.unexpected("label matching", "label name or \"}\"");
    }
    Token label = tokens.next();
    boolean quoted = label.kind() == TokenKind.STRING;
    String name = quoted ? Literals.string(label, tokens) : label.text();
    MatchType type = matchType(tokens.peek().kind());
    if (type == null) {
      if (!quoted) {
        throw tokens.unexpected("label matching", "one of = != =~ !~");
      }
      return new LabelMatcher(MatchType.EQUAL, Labels.METRIC_NAME, name);
    }
    tokens.next();
    Token value = tokens.expect(TokenKind.STRING, "label matching");
    try {
      return new LabelMatcher(type, name, Literals.string(value, tokens));
    } catch (IllegalArgumentException e) {
      tokens.problem(String.valueOf(e.getMessage()), value.position());
      return null;
    }
  }

  private static @Nullable MatchType matchType(TokenKind kind) {
    return switch (kind) {
      case ASSIGN -> MatchType.EQUAL;
      case NOT_EQUAL -> MatchType.NOT_EQUAL;
      case MATCHES -> MatchType.REGEX;
      case MATCHES_NOT -> MatchType.NOT_REGEX;
      default -> null;
    };
  }

  /** Labels in parentheses, after {@code by}, {@code on} and their like. */
  List<String> labels(String context) {
    tokens.expect(TokenKind.LEFT_PARENTHESIS, context);
    List<String> labels = new ArrayList<>();
    while (!tokens.at(TokenKind.RIGHT_PARENTHESIS)) {
      labels.add(label(context));
      if (!tokens.at(TokenKind.RIGHT_PARENTHESIS) && !tokens.skip(TokenKind.COMMA)) {
        throw tokens.unexpected(context, "\",\" or \")\"");
      }
    }
    tokens.next();
    return labels;
  }

  private String label(String context) {
    Token token = tokens.peek();
    boolean colon = token.kind() == TokenKind.COLON_NAME;
    boolean name = token.kind() == TokenKind.NAME && !token.is("without");
    if (!colon && !name && token.kind() != TokenKind.STRING) {
      throw tokens.unexpected(context, "label name");
    }
    tokens.next();
    if (token.kind() != TokenKind.STRING) {
      if (colon && experimental) {
        tokens.problem("invalid label name for grouping: " + token.text(), token.position());
      }
      return token.text();
    }
    String label = Literals.string(token, tokens);
    if (label.isEmpty()) {
      tokens.problem("invalid label name for grouping: \"\"", token.position());
    }
    return label;
  }
}
