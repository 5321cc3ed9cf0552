package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.parser.Expression;
import java.util.Set;

/** Whether an expression gives the same at each step, because all times in it are fixed. */
final class StepInvariance {

  /** Functions that look at the time of evaluation. */
  private static final Set<String> TIME_DEPENDENT =
      Set.of(
          "days_in_month",
          "day_of_month",
          "day_of_week",
          "day_of_year",
          "hour",
          "minute",
          "month",
          "year",
          "predict_linear",
          "time",
          "timestamp");

  private StepInvariance() {}

  /** Whether it is the same at each step and takes some work. */
  static boolean isWorthwhile(Expression expression) {
    return !(expression instanceof Expression.NumberLiteral)
        && !(expression instanceof Expression.StringLiteral)
        && isInvariant(expression);
  }

  static boolean isInvariant(Expression expression) {
    if (expression instanceof Expression.VectorSelector selector) {
      return selector.at() != null;
    } else if (expression instanceof Expression.MatrixSelector matrix) {
      return matrix.selector().at() != null;
    } else if (expression instanceof Expression.Subquery subquery) {
      return subquery.at() != null;
    } else if (expression instanceof Expression.Parentheses parentheses) {
      return isInvariant(parentheses.expression());
    } else if (expression instanceof Expression.Unary unary) {
      return isInvariant(unary.operand());
    } else if (expression instanceof Expression.Binary binary) {
      return isInvariant(binary.left()) && isInvariant(binary.right());
    } else if (expression instanceof Expression.Aggregation aggregation) {
      Expression parameter = aggregation.parameter();
      return isInvariant(aggregation.operand()) && (parameter == null || isInvariant(parameter));
    } else if (expression instanceof Expression.Call call) {
      return isInvariant(call);
    }
    return true;
  }

  private static boolean isInvariant(Expression.Call call) {
    String name = call.function().name();
    if (name.equals("timestamp")) {
      return unwrap(call.arguments().get(0)) instanceof Expression.VectorSelector selector
          && selector.at() != null;
    }
    if (TIME_DEPENDENT.contains(name)) {
      return false;
    }
    if (name.equals("info") && InfoReference.common(call.arguments().get(0)) == null) {
      return false;
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      boolean selectorOnly = name.equals("info") && i == 1;
      if (!selectorOnly && !isInvariant(call.arguments().get(i))) {
        return false;
      }
    }
    return true;
  }

  /** What is in the parentheses. */
  static Expression unwrap(Expression expression) {
    Expression bare = expression;
    while (bare instanceof Expression.Parentheses parentheses) {
      bare = parentheses.expression();
    }
    return bare;
  }
}
