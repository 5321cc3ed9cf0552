package io.choicesherpa.promql.parser;

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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Goes through syntax trees. */
public final class Expressions {

  private Expressions() {}

  /** Hands over each node, parents before children, in the order of the text. */
  public static void walk(Expression expression, Consumer<Expression> visitor) {
    visitor.accept(expression);
    for (Expression child : children(expression)) {
      walk(child, visitor);
    }
  }

  /** The nodes right below, in the order of the text; of a range selector its vector selector. */
  public static List<Expression> children(Expression node) {
    if (node instanceof Unary unary) {
      return List.of(unary.operand());
    } else if (node instanceof Binary binary) {
      return List.of(binary.left(), binary.right());
    } else if (node instanceof Aggregation aggregation) {
      Expression parameter = aggregation.parameter();
      return parameter == null
          ? List.of(aggregation.operand())
          : List.of(parameter, aggregation.operand());
    } else if (node instanceof Call call) {
      return call.arguments();
    } else if (node instanceof Parentheses parentheses) {
      return List.of(parentheses.expression());
    } else if (node instanceof Subquery subquery) {
      return List.of(subquery.expression());
    } else if (node instanceof MatrixSelector matrix) {
      return List.of(matrix.selector());
    }
    return List.of();
  }

  /**
   * The tree with each node replaced by what {@code change} makes of it, children before parents. A
   * range selector is handed over as one, its vector selector not apart. What does not change keeps
   * its identity.
   */
  public static Expression rewrite(Expression node, UnaryOperator<Expression> change) {
    return change.apply(mapChildren(node, child -> rewrite(child, change)));
  }

  /**
   * The node with each child replaced by what {@code change} makes of it. A range selector counts
   * as one, without a child. What does not change keeps its identity.
   */
  public static Expression mapChildren(Expression node, UnaryOperator<Expression> change) {
    if (node instanceof VectorSelector
        || node instanceof MatrixSelector
        || node instanceof NumberLiteral
        || node instanceof StringLiteral) {
      return node;
    }
    List<Expression> before = children(node);
    List<Expression> after = new ArrayList<>(before.size());
    boolean same = true;
    for (Expression child : before) {
      Expression changed = change.apply(child);
      same &= changed == child;
      after.add(changed);
    }
    return same ? node : rebuild(node, after);
  }

  private static Expression rebuild(Expression node, List<Expression> children) {
    if (node instanceof Unary unary) {
      return new Unary(unary.negative(), children.get(0), unary.position());
    } else if (node instanceof Binary binary) {
      return new Binary(
          binary.operator(),
          children.get(0),
          children.get(1),
          binary.matching(),
          binary.returnBool(),
          binary.position());
    } else if (node instanceof Aggregation aggregation) {
      return new Aggregation(
          aggregation.operator(),
          children.get(children.size() - 1),
          children.size() > 1 ? children.get(0) : null,
          aggregation.grouping(),
          aggregation.without(),
          aggregation.position());
    } else if (node instanceof Call call) {
      return new Call(call.function(), children, call.position());
    } else if (node instanceof Parentheses parentheses) {
      return new Parentheses(children.get(0), parentheses.position());
    } else if (node instanceof Subquery subquery) {
      return new Subquery(
          children.get(0),
          subquery.rangeMillis(),
          subquery.stepMillis(),
          subquery.offsetMillis(),
          subquery.durations(),
          subquery.at(),
          subquery.position());
    }
    throw new IllegalStateException("a node without children: " + node);
  }
}
