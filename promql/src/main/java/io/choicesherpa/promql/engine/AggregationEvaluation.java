package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.Columns;
import io.choicesherpa.promql.engine.data.Evaluated.Text;
import io.choicesherpa.promql.engine.data.Grid;
import io.choicesherpa.promql.engine.data.LabelNames;
import io.choicesherpa.promql.engine.data.QueryContext;
import io.choicesherpa.promql.histogram.FloatHistogram;
import io.choicesherpa.promql.math.FloatText;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.PositionRange;
import io.choicesherpa.promql.model.PromqlException;
import io.choicesherpa.promql.model.PromqlException.Kind;
import io.choicesherpa.promql.parser.AggregationOperator;
import io.choicesherpa.promql.parser.Expression;
import io.choicesherpa.promql.parser.Printer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Aggregations over series. */
final class AggregationEvaluation {

  private static final double[] NO_PARAMETER = {};

  private final Evaluator evaluator;
  private final QueryContext context;

  AggregationEvaluation(Evaluator evaluator, QueryContext context) {
    this.evaluator = evaluator;
    this.context = context;
  }

  List<Column> evaluate(Expression.Aggregation aggregation, Grid grid) {
    Expression parameter = aggregation.parameter();
    if (aggregation.operator() == AggregationOperator.COUNT_VALUES) {
      return countValues(aggregation, parameter, grid);
    }
    double[] parameters = parameter == null ? NO_PARAMETER : evaluator.scalars(parameter, grid);
    List<Column> input = evaluator.vectors(aggregation.operand(), grid);
    Signature signature = signature(aggregation, List.of());
    return switch (aggregation.operator()) {
      case TOPK, BOTTOMK, LIMITK, LIMIT_RATIO ->
          new SeriesSelection(aggregation, parameters, context, grid.count())
              .apply(grouped(input, signature));
      default -> {
        if (aggregation.operator() == AggregationOperator.QUANTILE && parameter != null) {
          checkQuantiles(parameters, StepInvariance.unwrap(parameter).position());
        }
        yield aggregated(aggregation, grouped(input, signature), parameters, grid);
      }
    };
  }

  private static Signature signature(Expression.Aggregation aggregation, List<String> additional) {
    List<String> names = new ArrayList<>(aggregation.grouping());
    names.addAll(additional);
    return aggregation.without() ? Signature.without(names) : Signature.only(names);
  }

  private static Map<Labels, List<Column>> grouped(List<Column> input, Signature signature) {
    Map<Labels, List<Column>> groups = new LinkedHashMap<>();
    for (Column column : input) {
      groups.computeIfAbsent(signature.of(column.labels()), key -> new ArrayList<>()).add(column);
    }
    return groups;
  }

  private void checkQuantiles(double[] parameters, PositionRange position) {
    double highest = Double.NEGATIVE_INFINITY;
    double lowest = Double.POSITIVE_INFINITY;
    for (double phi : parameters) {
      if (Double.isNaN(phi)) {
        context.annotations().invalidQuantile(phi, position);
      }
      highest = phi > highest ? phi : highest;
      lowest = phi < lowest ? phi : lowest;
    }
    if (highest > 1) {
      context.annotations().invalidQuantile(highest, position);
    }
    if (lowest < 0) {
      context.annotations().invalidQuantile(lowest, position);
    }
  }

  private List<Column> aggregated(
      Expression.Aggregation aggregation,
      Map<Labels, List<Column>> groups,
      double[] parameters,
      Grid grid) {
    List<Column> result = new ArrayList<>(groups.size());
    PositionRange position = StepInvariance.unwrap(aggregation.operand()).position();
    groups.forEach(
        (labels, columns) -> {
          context.checkInterrupted();
          context.hold(grid.count());
          Column column =
              Accumulators.of(aggregation.operator(), parameters, grid.count(), context, position)
                  .aggregate(labels, columns);
          if (!column.isEmpty()) {
            result.add(column);
          }
        });
    return result;
  }

  private List<Column> countValues(
      Expression.Aggregation aggregation, @Nullable Expression parameter, Grid grid) {
    if (parameter == null || !(evaluator.evaluate(parameter, grid) instanceof Text text)) {
      throw new IllegalArgumentException("count_values without a label: " + aggregation);
    }
    String label = text.value();
    if (!LabelNames.isValid(label)) {
      throw new PromqlException(
          Kind.EXECUTION,
          "invalid label name " + Printer.print(StepInvariance.unwrap(parameter)),
          parameter.position());
    }
    Signature signature =
        signature(aggregation, aggregation.without() ? List.of() : List.of(label));
    Map<Labels, Column> counts = new LinkedHashMap<>();
    for (Column column : evaluator.vectors(aggregation.operand(), grid)) {
      Map<String, Column> byValue = new HashMap<>();
      Map<Long, Column> byNumber = new HashMap<>();
      for (int i = 0; i < grid.count(); i++) {
        FloatHistogram histogram = column.histogram(i);
        double number = column.numbers()[i];
        Column count;
        if (histogram != null) {
          count =
              byValue.computeIfAbsent(
                  histogram.toString(),
                  value -> count(counts, signature.of(column.labels().with(label, value)), grid));
        } else if (!Column.isAbsent(number)) {
          count =
              byNumber.computeIfAbsent(
                  Double.doubleToRawLongBits(number),
                  bits ->
                      count(
                          counts,
                          signature.of(column.labels().with(label, FloatText.plain(number))),
                          grid));
        } else {
          continue;
        }
        double[] numbers = count.numbers();
        numbers[i] = Column.isAbsent(numbers[i]) ? 1 : numbers[i] + 1;
      }
    }
    return Columns.merged(new ArrayList<>(counts.values()), grid.count(), aggregation.position());
  }

  private Column count(Map<Labels, Column> counts, Labels labels, Grid grid) {
    return counts.computeIfAbsent(
        labels,
        key -> {
          context.hold(grid.count());
          return new Column(key, false, Column.absent(grid.count()));
        });
  }
}
