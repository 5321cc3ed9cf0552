package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.QueryContext;
import io.choicesherpa.promql.math.FloatMath;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.PositionRange;
import io.choicesherpa.promql.parser.AggregationOperator;
import java.util.List;

/** Aggregations that give one series for each group. */
final class Accumulators {

  private final AggregationOperator operator;
  private final double[] parameters;
  private final int steps;
  private final QueryContext context;
  private final PositionRange position;

  private Accumulators(
      AggregationOperator operator,
      double[] parameters,
      int steps,
      QueryContext context,
      PositionRange position) {
    this.operator = operator;
    this.parameters = parameters;
    this.steps = steps;
    this.context = context;
    this.position = position;
  }

  static Accumulator of(
      AggregationOperator operator,
      double[] parameters,
      int steps,
      QueryContext context,
      PositionRange position) {
    Accumulators of = new Accumulators(operator, parameters, steps, context, position);
    return switch (operator) {
      case SUM -> new SumAccumulator(steps, context.annotations(), position);
      case AVG -> new MeanAccumulator(steps, context.annotations(), position);
      case MIN -> (labels, columns) -> of.extreme(labels, columns, -1);
      case MAX -> (labels, columns) -> of.extreme(labels, columns, 1);
      case GROUP -> (labels, columns) -> of.count(labels, columns, true);
      case COUNT -> (labels, columns) -> of.count(labels, columns, false);
      case STDVAR -> (labels, columns) -> of.variance(labels, columns, false);
      case STDDEV -> (labels, columns) -> of.variance(labels, columns, true);
      case QUANTILE -> of::quantile;
      default -> throw new IllegalArgumentException("not one series per group: " + operator);
    };
  }

  private void tellHistograms(Column column) {
    if (column.hasHistograms()) {
      context.annotations().histogramIgnoredInAggregation(operator.word(), position);
    }
  }

  private Column extreme(Labels labels, List<Column> columns, int sign) {
    double[] best = Column.absent(steps);
    for (Column column : columns) {
      tellHistograms(column);
      double[] numbers = column.numbers();
      for (int i = 0; i < steps; i++) {
        double value = numbers[i];
        if (Column.isAbsent(value)) {
          continue;
        }
        double current = best[i];
        if ((sign > 0 ? current < value : current > value) || Double.isNaN(current)) {
          best[i] = value;
        }
      }
    }
    return Accumulator.result(labels, columns, best);
  }

  private Column count(Labels labels, List<Column> columns, boolean onlyPresence) {
    double[] counts = Column.absent(steps);
    for (Column column : columns) {
      for (int i = 0; i < steps; i++) {
        if (column.isPresent(i)) {
          counts[i] = onlyPresence || Column.isAbsent(counts[i]) ? 1 : counts[i] + 1;
        }
      }
    }
    return Accumulator.result(labels, columns, counts);
  }

  private Column variance(Labels labels, List<Column> columns, boolean deviation) {
    double[] squares = Column.absent(steps);
    double[] means = new double[steps];
    double[] counts = new double[steps];
    for (Column column : columns) {
      tellHistograms(column);
      double[] numbers = column.numbers();
      for (int i = 0; i < steps; i++) {
        double value = numbers[i];
        if (Column.isAbsent(value)) {
          continue;
        }
        if (counts[i]++ == 0) {
          means[i] = value;
          squares[i] = Double.isNaN(value) || Double.isInfinite(value) ? Double.NaN : 0;
        } else {
          double delta = value - means[i];
          means[i] += delta / counts[i];
          squares[i] += delta * (value - means[i]);
        }
      }
    }
    for (int i = 0; i < steps; i++) {
      if (counts[i] > 0) {
        double variance = squares[i] / counts[i];
        squares[i] = deviation ? Math.sqrt(variance) : variance;
      }
    }
    return Accumulator.result(labels, columns, squares);
  }

  private Column quantile(Labels labels, List<Column> columns) {
    columns.forEach(this::tellHistograms);
    double[] result = Column.absent(steps);
    double[] values = new double[columns.size()];
    for (int i = 0; i < steps; i++) {
      int count = 0;
      for (Column column : columns) {
        double value = column.numbers()[i];
        if (!Column.isAbsent(value)) {
          values[count++] = value;
        }
      }
      if (count > 0) {
        result[i] = FloatMath.quantile(parameters[i], values, count);
      }
    }
    return Accumulator.result(labels, columns, result);
  }
}
