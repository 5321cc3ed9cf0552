package io.choicesherpa.promql.parser;

import io.choicesherpa.promql.model.PositionRange;
import io.choicesherpa.promql.model.ValueType;
import io.choicesherpa.promql.parser.BinaryOperator.Kind;
import io.choicesherpa.promql.parser.Expression.Call;
import io.choicesherpa.promql.parser.Expression.Subquery;
import io.choicesherpa.promql.parser.Expression.VectorSelector;
import io.choicesherpa.promql.parser.VectorMatching.Cardinality;
import java.util.List;

/** What may be put together with what; breaches are problems, not the end of parsing. */
final class TypeRules {

  private final Tokens tokens;

  TypeRules(Tokens tokens) {
    this.tokens = tokens;
  }

  private static boolean isScalarOrVector(Expression expression) {
    return expression.type() == ValueType.SCALAR || expression.type() == ValueType.VECTOR;
  }

  private void expect(Expression expression, ValueType wanted, String context) {
    if (expression.type() != wanted) {
      tokens.problem(
          "expected type "
              + documented(wanted)
              + " in "
              + context
              + ", got "
              + documented(expression.type()),
          expression.position());
    }
  }

  private static String documented(ValueType type) {
    return switch (type) {
      case VECTOR -> "instant vector";
      case MATRIX -> "range vector";
      case SCALAR, STRING -> type.word();
    };
  }

  void checkUnary(Expression operand, PositionRange position) {
    if (!isScalarOrVector(operand)) {
      tokens.problem(
          "a sign is only allowed before a scalar or an instant vector, got "
              + documented(operand.type()),
          position);
    }
  }

  void checkSubquery(Subquery subquery) {
    if (subquery.expression().type() != ValueType.VECTOR) {
      tokens.problem(
          "subquery is only allowed on an instant vector, got "
              + documented(subquery.expression().type()),
          subquery.position());
    }
  }

  void checkAggregation(
      AggregationOperator operator, List<Expression> arguments, PositionRange position) {
    ValueType parameter = operator.parameter();
    int wanted = parameter == null ? 1 : 2;
    if (arguments.size() != wanted) {
      tokens.problem(
          "wrong number of arguments for "
              + operator.word()
              + ": expected "
              + wanted
              + ", got "
              + arguments.size(),
          position);
      return;
    }
    expect(arguments.get(wanted - 1), ValueType.VECTOR, "aggregation");
    if (parameter != null) {
      expect(arguments.get(0), parameter, "aggregation parameter");
    }
  }

  void checkBinary(BinaryOperator operator, Expression left, Expression right, Matching matching) {
    PositionRange sign = matching.sign();
    boolean scalars = left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR;
    if (matching.returnBool() && operator.kind() != Kind.COMPARISON) {
      tokens.problem("bool can only be used on comparisons", sign);
    }
    if (operator.kind() == Kind.COMPARISON && !matching.returnBool() && scalars) {
      tokens.problem("comparisons between scalars must use bool", sign);
    }
    matching.labels().stream()
        .filter(label -> matching.on() && matching.include().contains(label))
        .forEach(
            label ->
                tokens.problem("label " + label + " must not occur in on and group at once", sign));
    for (Expression side : List.of(left, right)) {
      if (!isScalarOrVector(side)) {
        tokens.problem(
            "binary expression must contain only scalars and instant vectors, got "
                + documented(side.type()),
            side.position());
      }
    }
    checkMatching(operator, left, right, matching);
  }

  private void checkMatching(
      BinaryOperator operator, Expression left, Expression right, Matching matching) {
    PositionRange all = left.position().to(right.position());
    boolean set = operator.kind() == Kind.SET;
    boolean fills = matching.fillLeft() != null || matching.fillRight() != null;
    if (left.type() == ValueType.VECTOR && right.type() == ValueType.VECTOR) {
      if (set && matching.cardinality() != Cardinality.ONE_TO_ONE) {
        tokens.problem("no grouping allowed for set operator " + operator.symbol(), all);
      }
      if (set && fills) {
        tokens.problem("fill is not allowed for set operator " + operator.symbol(), all);
      }
      return;
    }
    if (!matching.labels().isEmpty()) {
      tokens.problem("vector matching is only allowed between instant vectors", all);
    }
    if (fills) {
      tokens.problem("fill is only allowed between instant vectors", all);
    }
    if (set && (left.type() == ValueType.SCALAR || right.type() == ValueType.SCALAR)) {
      tokens.problem("set operator " + operator.symbol() + " is not allowed on scalars", all);
    }
  }

  void checkCall(Call call) {
    FunctionSignature function = call.function();
    List<Expression> arguments = call.arguments();
    int max = function.parameters().size();
    int min = max - function.optional();
    if (arguments.size() < min || (!function.variadic() && arguments.size() > max)) {
      String wanted =
          function.variadic() ? min + " or more" : min == max ? "" + min : min + " to " + max;
      tokens.problem(
          "expected "
              + wanted
              + " argument(s) in call to "
              + function.name()
              + ", got "
              + arguments.size(),
          call.position());
    }
    for (int i = 0; i < arguments.size() && (i < max || function.variadic()); i++) {
      expect(
          arguments.get(i),
          function.parameters().get(Math.min(i, max - 1)),
          "call to " + function.name());
    }
    if (function.name().equals("info")
        && arguments.size() == 2
        && !(arguments.get(1) instanceof VectorSelector selector && hasNoName(selector))) {
      tokens.problem(
          "expected label matchers in braces only in call to info", arguments.get(1).position());
    }
  }

  /** A name in front of the braces makes the selector longer than them. */
  private boolean hasNoName(VectorSelector selector) {
    return tokens.text().charAt(selector.position().start()) == '{';
  }

  /** Some condition of each selector has to refuse the empty value, but in {@code info}. */
  void checkSelectors(Expression expression) {
    if (expression instanceof VectorSelector selector
        && selector.matchers().stream().allMatch(matcher -> matcher.matches(""))) {
      tokens.problem(
          "vector selector must contain at least one non-empty matcher", selector.position());
    }
    List<Expression> children = Expressions.children(expression);
    boolean info = expression instanceof Call call && call.function().name().equals("info");
    for (Expression child : info ? children.subList(0, Math.min(1, children.size())) : children) {
      checkSelectors(child);
    }
  }
}
