package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.Columns;
import io.choicesherpa.promql.engine.data.Evaluated;
import io.choicesherpa.promql.engine.data.Evaluated.Scalars;
import io.choicesherpa.promql.engine.data.Evaluated.Text;
import io.choicesherpa.promql.engine.data.Evaluated.Vectors;
import io.choicesherpa.promql.engine.data.Grid;
import io.choicesherpa.promql.engine.data.QueryContext;
import io.choicesherpa.promql.histogram.FloatHistogram;
import io.choicesherpa.promql.parser.Expression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Works out an expression for all steps of a grid at once, node by node from the leaves. For one
 * query and one thread.
 */
public final class Evaluator {

  private final QueryContext context;
  private final SelectorReader selectors;
  private final CallEvaluation calls;
  private final AggregationEvaluation aggregations;
  private final BinaryEvaluation binaries;

  private HistogramUse use = HistogramUse.ANY;

  /** An evaluator for a query. */
  public Evaluator(QueryContext context) {
    this.context = context;
    selectors = new SelectorReader(context, this::use);
    calls = new CallEvaluation(this, context, selectors);
    aggregations = new AggregationEvaluation(this, context);
    binaries = new BinaryEvaluation(this, context);
  }

  QueryContext context() {
    return context;
  }

  /** What becomes of the histograms that are read just now. */
  HistogramUse use() {
    return use;
  }

  /** What a subquery gives at the steps of its own. */
  List<Column> subquery(Expression.Subquery subquery, Grid grid) {
    HistogramUse outer = use;
    use = use.within(subquery);
    List<Column> columns = vectors(subquery.expression(), grid);
    use = outer;
    return columns;
  }

  SelectorReader selectors() {
    return selectors;
  }

  /** What {@code expression}, which is no range vector, gives at each step of {@code grid}. */
  public Evaluated evaluate(Expression expression, Grid grid) {
    context.checkInterrupted();
    if (grid.count() > 1 && StepInvariance.isWorthwhile(expression)) {
      return spread(evaluate(expression, grid.first()), grid.count());
    }
    long held = context.held();
    HistogramUse outer = use;
    use = use.within(expression);
    Evaluated result = node(expression, grid);
    use = outer;
    context.keep(held, result);
    return result;
  }

  /** The columns that {@code expression} gives, which is an instant vector. */
  List<Column> vectors(Expression expression, Grid grid) {
    return ((Vectors) evaluate(expression, grid)).columns();
  }

  /** The numbers that {@code expression} gives, which is a scalar. */
  double[] scalars(Expression expression, Grid grid) {
    return ((Scalars) evaluate(expression, grid)).numbers();
  }

  private Evaluated spread(Evaluated single, int steps) {
    if (single instanceof Vectors vectors) {
      List<Column> columns = new ArrayList<>(vectors.columns().size());
      for (Column column : vectors.columns()) {
        context.hold(steps);
        columns.add(column.spread(steps));
      }
      return new Vectors(columns);
    }
    if (single instanceof Scalars scalars) {
      return new Scalars(constant(scalars.numbers()[0], steps));
    }
    return single;
  }

  private double[] constant(double value, int steps) {
    context.hold(steps);
    double[] numbers = new double[steps];
    Arrays.fill(numbers, value);
    return numbers;
  }

  private Evaluated node(Expression expression, Grid grid) {
    if (expression instanceof Expression.NumberLiteral number) {
      return new Scalars(constant(number.value(), grid.count()));
    } else if (expression instanceof Expression.StringLiteral text) {
      return new Text(text.value());
    } else if (expression instanceof Expression.Parentheses parentheses) {
      return evaluate(parentheses.expression(), grid);
    } else if (expression instanceof Expression.Unary unary) {
      return unary(unary, grid);
    } else if (expression instanceof Expression.VectorSelector selector) {
      return new Vectors(selectors.instant(selector, grid, SelectorReader.Take.VALUE));
    } else if (expression instanceof Expression.Binary binary) {
      return binaries.evaluate(binary, grid);
    } else if (expression instanceof Expression.Aggregation aggregation) {
      return new Vectors(aggregations.evaluate(aggregation, grid));
    } else if (expression instanceof Expression.Call call) {
      return calls.evaluate(call, grid);
    }
    throw new IllegalArgumentException("a range vector has no value at a step: " + expression);
  }

  private Evaluated unary(Expression.Unary unary, Grid grid) {
    Evaluated operand = evaluate(unary.operand(), grid);
    if (!unary.negative()) {
      return operand;
    }
    if (operand instanceof Scalars scalars) {
      negate(scalars.numbers());
      return scalars;
    }
    List<Column> columns = new ArrayList<>();
    for (Column column : ((Vectors) operand).columns()) {
      negate(column.numbers());
      for (int i = 0; column.hasHistograms() && i < grid.count(); i++) {
        FloatHistogram histogram = column.histogram(i);
        if (histogram != null) {
          column.setHistogram(i, histogram.times(-1));
        }
      }
      columns.add(Columns.renamed(column, context));
    }
    return new Vectors(Columns.merged(columns, grid.count(), unary.position()));
  }

  private static void negate(double[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      if (!Column.isAbsent(numbers[i])) {
        numbers[i] = -numbers[i];
      }
    }
  }
}
