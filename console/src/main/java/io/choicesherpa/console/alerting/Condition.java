package io.choicesherpa.console.alerting;

import io.choicesherpa.promql.parser.BinaryOperator;
import io.choicesherpa.promql.parser.Expression;
import io.choicesherpa.promql.parser.ParserOptions;
import io.choicesherpa.promql.parser.Printer;
import io.choicesherpa.promql.parser.PromqlParser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A comparison with a number in a rule's expression: what varies, and the threshold.
 *
 * @param expression the side that varies
 * @param operator how it is compared, seen from there
 */
record Condition(String expression, BinaryOperator operator, double threshold) {

  private static final PromqlParser PARSER = new PromqlParser(ParserOptions.stable());

  /** All comparisons with numbers that {@code and}, {@code or} and {@code unless} join. */
  static List<Condition> of(String expression) {
    List<Condition> conditions = new ArrayList<>();
    collect(PARSER.parse(expression), conditions);
    return conditions;
  }

  private static void collect(Expression expression, List<Condition> into) {
    if (expression instanceof Expression.Parentheses parentheses) {
      collect(parentheses.expression(), into);
    } else if (expression instanceof Expression.Binary binary) {
      if (binary.operator().kind() == BinaryOperator.Kind.SET) {
        collect(binary.left(), into);
        collect(binary.right(), into);
      } else if (binary.operator().kind() == BinaryOperator.Kind.COMPARISON) {
        add(binary, into);
      }
    }
  }

  private static void add(Expression.Binary binary, List<Condition> into) {
    Double right = number(binary.right());
    Double left = number(binary.left());
    if (right != null && left == null) {
      into.add(new Condition(Printer.print(binary.left()), binary.operator(), right));
    } else if (left != null && right == null) {
      into.add(new Condition(Printer.print(binary.right()), mirrored(binary.operator()), left));
    }
  }

  /** What arithmetic of literals gives; null when something else is in it. */
  private static @Nullable Double number(Expression expression) {
    if (expression instanceof Expression.NumberLiteral literal) {
      return literal.value();
    }
    if (expression instanceof Expression.Parentheses parentheses) {
      return number(parentheses.expression());
    }
    if (expression instanceof Expression.Unary unary) {
      Double operand = number(unary.operand());
      return operand == null ? null : unary.negative() ? Double.valueOf(-operand) : operand;
    }
    return expression instanceof Expression.Binary binary ? arithmetic(binary) : null;
  }

  private static @Nullable Double arithmetic(Expression.Binary binary) {
    Double left = number(binary.left());
    Double right = number(binary.right());
    if (left == null || right == null) {
      return null;
    }
    return switch (binary.operator()) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case POWER -> Math.pow(left, right);
      default -> null;
    };
  }

  private static BinaryOperator mirrored(BinaryOperator operator) {
    return switch (operator) {
      case LESS -> BinaryOperator.GREATER;
      case LESS_OR_EQUAL -> BinaryOperator.GREATER_OR_EQUAL;
      case GREATER -> BinaryOperator.LESS;
      case GREATER_OR_EQUAL -> BinaryOperator.LESS_OR_EQUAL;
      default -> operator;
    };
  }
}
