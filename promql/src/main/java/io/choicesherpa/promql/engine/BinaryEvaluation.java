package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.Columns;
import io.choicesherpa.promql.engine.data.Evaluated;
import io.choicesherpa.promql.engine.data.Evaluated.Scalars;
import io.choicesherpa.promql.engine.data.Evaluated.Vectors;
import io.choicesherpa.promql.engine.data.Grid;
import io.choicesherpa.promql.engine.data.QueryContext;
import io.choicesherpa.promql.parser.BinaryOperator;
import io.choicesherpa.promql.parser.Expression;
import io.choicesherpa.promql.parser.VectorMatching;
import java.util.ArrayList;
import java.util.List;

/** Binary operations between scalars and vectors in each combination. */
final class BinaryEvaluation {

  private final Evaluator evaluator;
  private final QueryContext context;

  BinaryEvaluation(Evaluator evaluator, QueryContext context) {
    this.evaluator = evaluator;
    this.context = context;
  }

  Evaluated evaluate(Expression.Binary binary, Grid grid) {
    Evaluated left = evaluator.evaluate(binary.left(), grid);
    Evaluated right = evaluator.evaluate(binary.right(), grid);
    if (left instanceof Scalars a && right instanceof Scalars b) {
      return scalars(binary.operator(), a.numbers(), b.numbers());
    }
    List<Column> result;
    if (left instanceof Vectors vectors && right instanceof Scalars scalars) {
      result = vectorAndScalar(binary, vectors.columns(), scalars.numbers(), false, grid);
    } else if (left instanceof Scalars scalars && right instanceof Vectors vectors) {
      result = vectorAndScalar(binary, vectors.columns(), scalars.numbers(), true, grid);
    } else {
      result = vectors(binary, ((Vectors) left).columns(), ((Vectors) right).columns(), grid);
    }
    return new Vectors(Columns.merged(result, grid.count(), binary.position()));
  }

  private static Evaluated scalars(BinaryOperator operator, double[] left, double[] right) {
    for (int i = 0; i < left.length; i++) {
      left[i] =
          operator.kind() == BinaryOperator.Kind.COMPARISON
              ? NumberOperation.compare(operator, left[i], right[i]) ? 1 : 0
              : NumberOperation.calculate(operator, left[i], right[i]);
    }
    return new Scalars(left);
  }

  private List<Column> vectorAndScalar(
      Expression.Binary binary,
      List<Column> columns,
      double[] scalars,
      boolean scalarLeft,
      Grid grid) {
    SampleOperation operation = new SampleOperation(binary, context.annotations());
    List<Column> result = new ArrayList<>(columns.size());
    for (Column column : columns) {
      operation.withScalar(column, scalars, scalarLeft);
      if (grid.count() > 1 || column.isPresent(0)) {
        result.add(operation.changesMeaning() ? Columns.renamed(column, context) : column);
      }
    }
    return result;
  }

  private List<Column> vectors(
      Expression.Binary binary, List<Column> left, List<Column> right, Grid grid) {
    VectorMatching matching = binary.matching();
    if (matching == null) {
      throw new IllegalArgumentException("no matching between vectors: " + binary);
    }
    return binary.operator().kind() == BinaryOperator.Kind.SET
        ? new SetOperation(binary.operator(), matching, grid.count()).apply(left, right)
        : new MatchedOperation(binary, matching, context, grid.count()).apply(left, right);
  }
}
