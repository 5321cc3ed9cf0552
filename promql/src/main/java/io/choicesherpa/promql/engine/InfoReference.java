package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.model.ValueType;
import io.choicesherpa.promql.parser.Expression;
import io.choicesherpa.promql.parser.Expression.At;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The time that info series are looked up at: that which all selectors of an expression look at, or
 * else that of the evaluation.
 */
record InfoReference(long offsetMillis, @Nullable At at) {

  private static final InfoReference EVALUATION = new InfoReference(0, null);

  /** Where the info series of {@code expression} are looked up. */
  static InfoReference of(Expression expression) {
    InfoReference common = common(expression);
    return common == null ? EVALUATION : common;
  }

  /** What all selectors look at; null when they differ or there is a vector from none. */
  static @Nullable InfoReference common(Expression expression) {
    List<InfoReference> found = new ArrayList<>();
    if (!collect(expression, EVALUATION, found) || found.isEmpty()) {
      return null;
    }
    InfoReference first = found.get(0);
    return found.stream().allMatch(first::equals) ? first : null;
  }

  /** Adds what each selector looks at; whether every vector comes from one. */
  private static boolean collect(
      Expression expression, InfoReference outer, List<InfoReference> found) {
    if (expression instanceof Expression.VectorSelector selector) {
      found.add(outer.within(selector.offsetMillis(), selector.at()));
      return true;
    } else if (expression instanceof Expression.MatrixSelector matrix) {
      return collect(matrix.selector(), outer, found);
    } else if (expression instanceof Expression.Subquery subquery) {
      return collect(
          subquery.expression(), outer.within(subquery.offsetMillis(), subquery.at()), found);
    }
    List<Expression> children = new ArrayList<>();
    if (expression instanceof Expression.Parentheses parentheses) {
      children.add(parentheses.expression());
    } else if (expression instanceof Expression.Unary unary) {
      children.add(unary.operand());
    } else if (expression instanceof Expression.Binary binary) {
      children.add(binary.left());
      children.add(binary.right());
    } else if (expression instanceof Expression.Aggregation aggregation) {
      children.add(aggregation.operand());
    } else if (expression instanceof Expression.Call call) {
      children.addAll(
          call.function().name().equals("info")
              ? call.arguments().subList(0, 1)
              : call.arguments());
    }
    boolean any = false;
    boolean all = true;
    for (Expression child : children) {
      if (child.type() == ValueType.VECTOR || child.type() == ValueType.MATRIX) {
        any = true;
        all &= collect(child, outer, found);
      }
    }
    return any && all;
  }

  /** What a selector with these modifiers within this looks at. */
  private InfoReference within(long innerOffsetMillis, @Nullable At innerAt) {
    if (innerAt instanceof At.Time time) {
      return new InfoReference(0, new At.Time(time.millis() - innerOffsetMillis));
    } else if (innerAt != null) {
      return new InfoReference(innerOffsetMillis, innerAt);
    } else if (at instanceof At.Time time) {
      return new InfoReference(0, new At.Time(time.millis() - innerOffsetMillis));
    }
    return new InfoReference(offsetMillis + innerOffsetMillis, at);
  }
}
