package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.QueryContext;
import io.choicesherpa.promql.math.FloatText;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.PromqlException;
import io.choicesherpa.promql.model.PromqlException.Kind;
import io.choicesherpa.promql.parser.AggregationOperator;
import io.choicesherpa.promql.parser.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code topk}, {@code bottomk}, {@code limitk} and {@code limit_ratio}: some of the series. */
final class SeriesSelection {

  private static final double LONG_LIMIT = 0x1p63;

  private final Expression.Aggregation aggregation;
  private final AggregationOperator operator;
  private final double[] parameters;
  private final QueryContext context;
  private final int steps;

  SeriesSelection(
      Expression.Aggregation aggregation, double[] parameters, QueryContext context, int steps) {
    this.aggregation = aggregation;
    this.operator = aggregation.operator();
    this.parameters = parameters;
    this.context = context;
    this.steps = steps;
  }

  List<Column> apply(Map<Labels, List<Column>> groups) {
    boolean ratio = operator == AggregationOperator.LIMIT_RATIO;
    if (!(ratio ? checkRatio() : checkCount())) {
      return List.of();
    }
    List<Column> result = new ArrayList<>();
    for (List<Column> columns : groups.values()) {
      context.checkInterrupted();
      if (ratio) {
        byRatio(columns, result);
      } else if (operator == AggregationOperator.LIMITK) {
        firstOf(columns, result);
      } else {
        best(columns, result);
      }
    }
    return result;
  }

  /** Whether any is wanted at all. */
  private boolean checkCount() {
    double highest = Double.NEGATIVE_INFINITY;
    double lowest = Double.POSITIVE_INFINITY;
    for (double parameter : parameters) {
      highest = Math.max(highest, parameter);
      lowest = Math.min(lowest, parameter);
    }
    if (highest < 1) {
      return false;
    }
    if (Double.isNaN(highest)) {
      throw refused("Parameter value is NaN");
    }
    if (lowest <= -LONG_LIMIT) {
      throw refused("Scalar value " + FloatText.general(lowest) + " underflows int64");
    }
    if (highest >= LONG_LIMIT) {
      throw refused("Scalar value " + FloatText.general(highest) + " overflows int64");
    }
    return true;
  }

  private boolean checkRatio() {
    double highest = Double.NEGATIVE_INFINITY;
    double lowest = Double.POSITIVE_INFINITY;
    for (double parameter : parameters) {
      highest = Math.max(highest, parameter);
      lowest = Math.min(lowest, parameter);
    }
    if (highest == 0 && lowest == 0) {
      return false;
    }
    if (Double.isNaN(highest)) {
      throw refused("Ratio value is NaN");
    }
    if (highest > 1) {
      tellRatio(highest, "1");
    }
    if (lowest < -1) {
      tellRatio(lowest, "-1");
    }
    return true;
  }

  private void tellRatio(double ratio, String limit) {
    Expression parameter = aggregation.parameter();
    context
        .annotations()
        .warn(
            "ratio value should be between -1 and 1, got "
                + FloatText.general(ratio)
                + ", capping to "
                + limit,
            parameter == null ? aggregation.position() : parameter.position());
  }

  private PromqlException refused(String message) {
    return new PromqlException(Kind.EXECUTION, message, aggregation.position());
  }

  private int wanted(int step, int available) {
    return (int) Math.max(0, Math.min((long) parameters[step], available));
  }

  private void byRatio(List<Column> columns, List<Column> result) {
    for (Column column : columns) {
      double place = LabelHash.fraction(column.labels());
      for (int i = 0; i < steps; i++) {
        double ratio = Math.max(-1, Math.min(1, parameters[i]));
        boolean kept = ratio >= 0 ? place < ratio : place >= 1 + ratio;
        if (!kept || ratio == 0) {
          column.clear(i);
        }
      }
      addUnlessEmpty(column, result);
    }
  }

  private static void addUnlessEmpty(Column column, List<Column> result) {
    if (!column.isEmpty()) {
      result.add(column);
    }
  }

  private void firstOf(List<Column> columns, List<Column> result) {
    int[] taken = new int[steps];
    for (Column column : columns) {
      for (int i = 0; i < steps; i++) {
        if (column.isPresent(i)) {
          if (taken[i] < wanted(i, columns.size())) {
            taken[i]++;
          } else {
            column.clear(i);
          }
        }
      }
      addUnlessEmpty(column, result);
    }
  }

  /** The highest or lowest; with a single step in their order. */
  private void best(List<Column> columns, List<Column> result) {
    for (Column column : columns) {
      if (column.hasHistograms()) {
        context
            .annotations()
            .histogramIgnoredInAggregation(operator.word(), aggregation.position());
        column.dropHistograms();
      }
    }
    BestFirst best = new BestFirst(columns.size(), operator == AggregationOperator.TOPK);
    boolean[] kept = new boolean[columns.size()];
    for (int i = 0; i < steps; i++) {
      best.start(wanted(i, columns.size()));
      for (int c = 0; c < columns.size(); c++) {
        double value = columns.get(c).numbers()[i];
        if (!Column.isAbsent(value)) {
          best.offer(value, c);
        }
        kept[c] = false;
      }
      for (int k = 0; k < best.size(); k++) {
        kept[best.place(k)] = true;
      }
      for (int c = 0; c < columns.size(); c++) {
        if (!kept[c]) {
          columns.get(c).clear(i);
        }
      }
    }
    if (steps == 1) {
      for (int place : best.inOrder()) {
        result.add(columns.get(place));
      }
    } else {
      columns.forEach(column -> addUnlessEmpty(column, result));
    }
  }
}
