package io.choicesherpa.promql.parser;

import io.choicesherpa.promql.model.PositionRange;
import io.choicesherpa.promql.parser.Expression.At;
import io.choicesherpa.promql.parser.Expression.Edges;
import io.choicesherpa.promql.parser.Expression.MatrixSelector;
import io.choicesherpa.promql.parser.Expression.Subquery;
import io.choicesherpa.promql.parser.Expression.SubqueryDurations;
import io.choicesherpa.promql.parser.Expression.VectorSelector;
import org.jspecify.annotations.Nullable;

/** What follows a selector: range, subquery, {@code offset}, {@code @}, edges; in any order. */
final class ModifierGrammar {

  private final Tokens tokens;
  private final DurationGrammar durations;

  ModifierGrammar(Tokens tokens, DurationGrammar durations) {
    this.tokens = tokens;
    this.durations = durations;
  }

  /** {@code expression} with the modifier that comes next; null when there is none. */
  @Nullable Expression next(Expression expression) {
    if (tokens.at(TokenKind.LEFT_BRACKET)) {
      return brackets(expression);
    } else if (tokens.skip(TokenKind.AT)) {
      return at(expression);
    } else if (tokens.skip("offset")) {
      return offset(expression);
    } else if (tokens.skip("anchored")) {
      return edges(expression, Edges.ANCHORED);
    } else if (tokens.skip("smoothed")) {
      return edges(expression, Edges.SMOOTHED);
    }
    return null;
  }

  private Expression brackets(Expression expression) {
    Token open = tokens.next();
    DurationGrammar.Parsed range = durations.positive("subquery or range selector");
    if (tokens.skip(TokenKind.COLON)) {
      return subquery(expression, range);
    }
    if (!tokens.at(TokenKind.RIGHT_BRACKET)) {
      throw tokens.unexpected("subquery or range selector", "\":\" or \"]\"");
    }
    Token close = tokens.next();
    PositionRange brackets = open.position().to(close.position());
    if (!(expression instanceof VectorSelector selector)) {
      tokens.problem("ranges only allowed for vector selectors", brackets);
      return expression;
    }
    if (selector.offsetMillis() != 0 || selector.offsetExpression() != null) {
      tokens.problem("no offset modifiers allowed before range", brackets);
    } else if (selector.at() != null) {
      tokens.problem("no @ modifiers allowed before range", brackets);
    }
    return new MatrixSelector(
        selector, range.millis(), range.expression(), through(expression, close));
  }

  private Subquery subquery(Expression expression, DurationGrammar.Parsed range) {
    DurationGrammar.Parsed step =
        tokens.at(TokenKind.RIGHT_BRACKET)
            ? new DurationGrammar.Parsed(0, null)
            : durations.positive("subquery selector");
    Token close = tokens.expect(TokenKind.RIGHT_BRACKET, "subquery selector");
    return new Subquery(
        expression,
        range.millis(),
        step.millis(),
        0,
        open(range.expression(), step.expression(), null),
        null,
        through(expression, close));
  }

  private static SubqueryDurations open(
      @Nullable DurationExpression range,
      @Nullable DurationExpression step,
      @Nullable DurationExpression offset) {
    return range == null && step == null && offset == null
        ? SubqueryDurations.NONE
        : new SubqueryDurations(range, step, offset);
  }

  private static PositionRange through(Expression expression, Token last) {
    return expression.position().to(last.position());
  }

  private Expression offset(Expression expression) {
    DurationGrammar.Parsed offset = durations.offset();
    Token last = tokens.last();
    if (expression instanceof VectorSelector selector) {
      return withOffset(selector, offset, through(selector, last));
    }
    if (expression instanceof MatrixSelector matrix) {
      VectorSelector inner = matrix.selector();
      return new MatrixSelector(
          withOffset(inner, offset, inner.position()),
          matrix.rangeMillis(),
          matrix.rangeExpression(),
          through(matrix, last));
    }
    if (expression instanceof Subquery subquery) {
      SubqueryDurations open = subquery.durations();
      checkOffsetNotSet(subquery.offsetMillis() != 0 || open.offset() != null, subquery);
      return new Subquery(
          subquery.expression(),
          subquery.rangeMillis(),
          subquery.stepMillis(),
          offset.millis(),
          open(open.range(), open.step(), offset.expression()),
          subquery.at(),
          through(subquery, last));
    }
    tokens.problem(
        "offset must be preceded by a selector or a subquery", through(expression, last));
    return expression;
  }

  private VectorSelector withOffset(
      VectorSelector selector, DurationGrammar.Parsed offset, PositionRange position) {
    checkOffsetNotSet(
        selector.offsetMillis() != 0 || selector.offsetExpression() != null, selector);
    return new VectorSelector(
        selector.matchers(),
        offset.millis(),
        offset.expression(),
        selector.at(),
        selector.edges(),
        position);
  }

  private void checkOffsetNotSet(boolean set, Expression expression) {
    if (set) {
      tokens.problem("offset may not be set multiple times", expression.position());
    }
  }

  private Expression at(Expression expression) {
    At at = time();
    Token last = tokens.last();
    if (expression instanceof VectorSelector selector) {
      return withAt(selector, at, through(selector, last));
    }
    if (expression instanceof MatrixSelector matrix) {
      VectorSelector inner = matrix.selector();
      return new MatrixSelector(
          withAt(inner, at, inner.position()),
          matrix.rangeMillis(),
          matrix.rangeExpression(),
          through(matrix, last));
    }
    if (expression instanceof Subquery subquery) {
      checkAtNotSet(subquery.at(), subquery);
      return new Subquery(
          subquery.expression(),
          subquery.rangeMillis(),
          subquery.stepMillis(),
          subquery.offsetMillis(),
          subquery.durations(),
          at,
          through(subquery, last));
    }
    tokens.problem("@ must be preceded by a selector or a subquery", through(expression, last));
    return expression;
  }

  private VectorSelector withAt(VectorSelector selector, At at, PositionRange position) {
    checkAtNotSet(selector.at(), selector);
    return new VectorSelector(
        selector.matchers(),
        selector.offsetMillis(),
        selector.offsetExpression(),
        at,
        selector.edges(),
        position);
  }

  private void checkAtNotSet(@Nullable At at, Expression expression) {
    if (at != null) {
      tokens.problem("@ may not be set multiple times", expression.position());
    }
  }

  private At time() {
    Token token = tokens.peek();
    if (token.is("start") || token.is("end")) {
      tokens.next();
      tokens.expect(TokenKind.LEFT_PARENTHESIS, "@");
      tokens.expect(TokenKind.RIGHT_PARENTHESIS, "@");
      return token.is("start") ? new At.Start() : new At.End();
    }
    boolean negative = token.kind() == TokenKind.SUBTRACT;
    if (negative || token.kind() == TokenKind.ADD) {
      tokens.next();
    }
    Token number = tokens.peek();
    if (number.kind() != TokenKind.NUMBER && number.kind() != TokenKind.DURATION) {
      throw tokens.unexpected("@", "timestamp, start() or end()");
    }
    tokens.next();
    double seconds = Literals.number(number, tokens);
    double millis = Math.floor(seconds * 1000 + 0.5) * (negative ? -1 : 1);
    if (Double.isNaN(millis) || Math.abs(millis) >= Long.MAX_VALUE) {
      tokens.problem("timestamp out of bounds for @: " + number.text(), number.position());
      return new At.Time(0);
    }
    return new At.Time((long) millis);
  }

  private Expression edges(Expression expression, Edges edges) {
    PositionRange position = through(expression, tokens.last());
    String word = tokens.last().text();
    if (expression instanceof VectorSelector selector) {
      return withEdges(selector, edges, position);
    }
    if (expression instanceof MatrixSelector matrix) {
      VectorSelector inner = matrix.selector();
      return new MatrixSelector(
          withEdges(inner, edges, inner.position()),
          matrix.rangeMillis(),
          matrix.rangeExpression(),
          position);
    }
    tokens.problem(word + " must be preceded by a selector", position);
    return expression;
  }

  private VectorSelector withEdges(VectorSelector selector, Edges edges, PositionRange position) {
    if (selector.edges() != Edges.PLAIN && selector.edges() != edges) {
      tokens.problem("anchored and smoothed cannot be used together", position);
    }
    return new VectorSelector(
        selector.matchers(),
        selector.offsetMillis(),
        selector.offsetExpression(),
        selector.at(),
        edges,
        position);
  }
}
