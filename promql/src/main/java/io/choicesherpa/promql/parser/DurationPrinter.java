package io.choicesherpa.promql.parser;

import io.choicesherpa.promql.parser.DurationExpression.Constant;
import io.choicesherpa.promql.parser.DurationExpression.Negation;
import io.choicesherpa.promql.parser.DurationExpression.Operation;
import io.choicesherpa.promql.parser.DurationExpression.Range;
import io.choicesherpa.promql.parser.DurationExpression.Step;

/** Writes durations that depend on the query; whatever has an operator is in parentheses. */
final class DurationPrinter {

  private DurationPrinter() {}

  static String print(DurationExpression duration) {
    if (duration instanceof Constant constant) {
      return NumberText.format(constant.value());
    } else if (duration instanceof Negation negation) {
      return "(-" + print(negation.operand()) + ")";
    } else if (duration instanceof Operation operation) {
      return print(operation);
    } else if (duration instanceof Step) {
      return "step()";
    } else if (duration instanceof Range) {
      return "range()";
    }
    throw new IllegalStateException("unknown duration: " + duration);
  }

  private static String print(Operation operation) {
    String left = print(operation.left());
    String right = print(operation.right());
    String symbol = operation.operator().symbol();
    return operation.operator().precedence() == 0
        ? symbol + "(" + left + ", " + right + ")"
        : "(" + left + " " + symbol + " " + right + ")";
  }
}
