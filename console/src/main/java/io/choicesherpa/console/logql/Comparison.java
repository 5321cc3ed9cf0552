package io.choicesherpa.console.logql;

import java.util.List;

/** How two numbers are compared. */
final class Comparison {

  static final List<String> OPS = List.of("==", "!=", ">", ">=", "<", "<=");

  private Comparison() {}

  static boolean holds(String op, double left, double right) {
    return switch (op) {
      case "==", "=" -> left == right;
      case "!=" -> left != right;
      case ">" -> left > right;
      case ">=" -> left >= right;
      case "<" -> left < right;
      case "<=" -> left <= right;
      default -> throw new IllegalArgumentException("not a comparison: " + op);
    };
  }
}
