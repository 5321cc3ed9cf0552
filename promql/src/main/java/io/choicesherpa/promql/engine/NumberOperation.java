package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.math.FloatMath;
import io.choicesherpa.promql.parser.BinaryOperator;

/** Operators between two numbers. */
final class NumberOperation {

  private NumberOperation() {}

  static double calculate(BinaryOperator operator, double left, double right) {
    return switch (operator) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case MODULO -> left % right;
      case POWER -> FloatMath.pow(left, right);
      case ATAN2 -> Math.atan2(left, right);
      default -> throw new IllegalArgumentException("not of numbers: " + operator);
    };
  }

  static boolean compare(BinaryOperator operator, double left, double right) {
    return switch (operator) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case LESS -> left < right;
      case LESS_OR_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_OR_EQUAL -> left >= right;
      default -> throw new IllegalArgumentException("not a comparison: " + operator);
    };
  }
}
