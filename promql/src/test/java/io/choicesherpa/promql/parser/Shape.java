package io.choicesherpa.promql.parser;

import io.choicesherpa.promql.model.PositionRange;
import io.choicesherpa.promql.parser.Expression.Aggregation;
import io.choicesherpa.promql.parser.Expression.Binary;
import io.choicesherpa.promql.parser.Expression.Call;
import io.choicesherpa.promql.parser.Expression.MatrixSelector;
import io.choicesherpa.promql.parser.Expression.NumberLiteral;
import io.choicesherpa.promql.parser.Expression.Parentheses;
import io.choicesherpa.promql.parser.Expression.StringLiteral;
import io.choicesherpa.promql.parser.Expression.Subquery;
import io.choicesherpa.promql.parser.Expression.Unary;
import io.choicesherpa.promql.parser.Expression.VectorSelector;

/** Trees without what does not matter. */
final class Shape {

  private static final PositionRange NOWHERE = new PositionRange(0, 0);

  private Shape() {}

  /** The tree without positions and parentheses. */
  static Expression of(Expression expression) {
    return Expressions.rewrite(
        expression, node -> node instanceof Parentheses p ? p.expression() : withoutPosition(node));
  }

  /** The tree without positions. */
  static Expression withoutPositions(Expression expression) {
    return Expressions.rewrite(expression, Shape::withoutPosition);
  }

  private static Expression withoutPosition(Expression node) {
    if (node instanceof NumberLiteral n) {
      return new NumberLiteral(n.value(), NOWHERE);
    } else if (node instanceof StringLiteral s) {
      return new StringLiteral(s.value(), NOWHERE);
    } else if (node instanceof VectorSelector v) {
      return selector(v);
    } else if (node instanceof MatrixSelector m) {
      return new MatrixSelector(
          selector(m.selector()), m.rangeMillis(), m.rangeExpression(), NOWHERE);
    } else if (node instanceof Subquery s) {
      return new Subquery(
          s.expression(),
          s.rangeMillis(),
          s.stepMillis(),
          s.offsetMillis(),
          s.durations(),
          s.at(),
          NOWHERE);
    } else if (node instanceof Unary u) {
      return new Unary(u.negative(), u.operand(), NOWHERE);
    } else if (node instanceof Binary b) {
      return new Binary(b.operator(), b.left(), b.right(), b.matching(), b.returnBool(), NOWHERE);
    } else if (node instanceof Aggregation a) {
      return new Aggregation(
          a.operator(), a.operand(), a.parameter(), a.grouping(), a.without(), NOWHERE);
    } else if (node instanceof Call c) {
      return new Call(c.function(), c.arguments(), NOWHERE);
    } else if (node instanceof Parentheses p) {
      return new Parentheses(p.expression(), NOWHERE);
    }
    throw new IllegalStateException("unknown node " + node);
  }

  private static VectorSelector selector(VectorSelector v) {
    return new VectorSelector(
        v.matchers(), v.offsetMillis(), v.offsetExpression(), v.at(), v.edges(), NOWHERE);
  }
}
