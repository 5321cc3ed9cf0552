package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.Columns;
import io.choicesherpa.promql.engine.data.Evaluated;
import io.choicesherpa.promql.engine.data.Evaluated.Scalars;
import io.choicesherpa.promql.engine.data.Evaluated.Vectors;
import io.choicesherpa.promql.engine.data.Grid;
import io.choicesherpa.promql.engine.data.QueryContext;
import io.choicesherpa.promql.engine.data.Window;
import io.choicesherpa.promql.engine.functions.Arguments;
import io.choicesherpa.promql.engine.functions.FunctionTable;
import io.choicesherpa.promql.engine.functions.PresenceFunctions;
import io.choicesherpa.promql.engine.functions.RangeCall;
import io.choicesherpa.promql.engine.functions.RangeFunction;
import io.choicesherpa.promql.engine.functions.ScalarFunction;
import io.choicesherpa.promql.engine.functions.VectorFunction;
import io.choicesherpa.promql.histogram.FloatHistogram;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.PromqlException;
import io.choicesherpa.promql.model.PromqlException.Kind;
import io.choicesherpa.promql.model.ValueType;
import io.choicesherpa.promql.parser.Expression;
import io.choicesherpa.promql.parser.Expression.Edges;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Function calls. */
final class CallEvaluation {

  /** After so many windows the limits are looked at, since a window may be long. */
  private static final int CHECK_STEPS = 32;

  private static final Set<String> KEEP_NAME = Set.of("first_over_time", "last_over_time");
  private static final Set<String> OF_COUNTERS = Set.of("rate", "increase");

  private static final Set<String> HEED_STARTS = Set.of("rate", "irate", "increase", "resets");

  private final Evaluator evaluator;
  private final QueryContext context;
  private final SelectorReader selectors;

  CallEvaluation(Evaluator evaluator, QueryContext context, SelectorReader selectors) {
    this.evaluator = evaluator;
    this.context = context;
    this.selectors = selectors;
  }

  /** The functions that need more than their arguments and are found here alone. */
  static Set<String> ownFunctions() {
    return Set.of("info", "start_timestamp");
  }

  Evaluated evaluate(Expression.Call call, Grid grid) {
    String name = call.function().name();
    RangeFunction range = FunctionTable.range(name);
    if (range != null) {
      return new Vectors(range(call, range, grid));
    }
    if (name.equals("info")) {
      return new Vectors(new InfoEvaluation(evaluator, context).evaluate(call, grid));
    }
    if (name.equals("timestamp") || name.equals("start_timestamp")) {
      boolean start = name.startsWith("start");
      if (StepInvariance.unwrap(call.arguments().get(0))
          instanceof Expression.VectorSelector selector) {
        return new Vectors(timestamps(call, selector, grid, start));
      } else if (start) {
        return new Vectors(List.of());
      }
    }
    List<Evaluated> values = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      values.add(evaluator.evaluate(argument, grid));
    }
    Arguments arguments = new Arguments(call, values, grid, context);
    ScalarFunction scalar = FunctionTable.scalar(name);
    if (scalar != null) {
      return new Scalars(scalar.apply(arguments));
    }
    VectorFunction vector = FunctionTable.vector(name);
    if (vector == null) {
      throw new PromqlException(
          Kind.EXECUTION, "function " + name + " is not implemented", call.position());
    }
    return new Vectors(Columns.merged(vector.apply(arguments), grid.count(), call.position()));
  }

  private List<Column> timestamps(
      Expression.Call call, Expression.VectorSelector selector, Grid grid, boolean start) {
    if (start && !context.settings().startTimestamps()) {
      return List.of();
    }
    SelectorReader.Take take = start ? SelectorReader.Take.START : SelectorReader.Take.TIME;
    List<Column> columns = new ArrayList<>();
    for (Column column : selectors.instant(selector, grid, take)) {
      columns.add(Columns.renamed(column, context));
    }
    return Columns.merged(columns, grid.count(), call.position());
  }

  private List<Column> range(Expression.Call call, RangeFunction function, Grid grid) {
    String name = call.function().name();
    int rangeIndex = rangeIndex(call);
    List<double[]> scalars = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      if (i != rangeIndex) {
        scalars.add(evaluator.scalars(call.arguments().get(i), grid));
      }
    }
    RangeCall rangeCall =
        new RangeCall(call, rangeIndex, scalars.toArray(new double[0][]), context);
    Expression range = StepInvariance.unwrap(call.arguments().get(rangeIndex));
    checkEdges(name, range);
    boolean starts = context.settings().startTimestamps() && HEED_STARTS.contains(name);
    RangeSource source = RangeSource.of(range, grid, evaluator, starts);
    Window window = new Window();
    List<Column> columns = new ArrayList<>(source.size());
    for (int i = 0; i < source.size(); i++) {
      context.checkInterrupted();
      source.load(i, window);
      Column column = apply(function, rangeCall, source, window, grid, source.labels(i));
      source.release(window);
      if (column == null) {
        continue;
      }
      if (OF_COUNTERS.contains(name)) {
        checkCounter(column, call.arguments().get(rangeIndex));
      }
      boolean keepName = KEEP_NAME.contains(name) && !source.dropName(i);
      columns.add(keepName ? column : Columns.renamed(column, context));
    }
    if (name.equals("absent_over_time")) {
      return List.of(absence(columns, range, grid));
    }
    return context.settings().delayedNameRemoval()
        ? columns
        : Columns.merged(columns, grid.count(), call.position());
  }

  /** Not every function can take samples from beyond the range. */
  private static void checkEdges(String function, Expression range) {
    if (!(range instanceof Expression.MatrixSelector matrix)) {
      return;
    }
    Edges edges = matrix.selector().edges();
    List<String> able =
        edges == Edges.ANCHORED
            ? List.of("changes", "delta", "increase", "rate", "resets")
            : List.of("delta", "increase", "rate");
    if (edges != Edges.PLAIN && !able.contains(function)) {
      throw new PromqlException(
          Kind.EXECUTION,
          edges.name().toLowerCase(Locale.ROOT)
              + " modifier can only be used with: "
              + String.join(", ", able)
              + " - not with "
              + function,
          range.position());
    }
  }

  private static int rangeIndex(Expression.Call call) {
    for (int i = 0; i < call.arguments().size(); i++) {
      if (call.arguments().get(i).type() == ValueType.MATRIX) {
        return i;
      }
    }
    throw new IllegalArgumentException("no range vector: " + call);
  }

  private @Nullable Column apply(
      RangeFunction function,
      RangeCall call,
      RangeSource source,
      Window window,
      Grid grid,
      Labels labels) {
    Column column = null;
    for (int step = 0; step < grid.count(); step++) {
      if (!source.slide(window, grid.at(step))) {
        continue;
      }
      if (step % CHECK_STEPS == 0) {
        context.checkInterrupted();
      }
      call.at(step);
      double number = function.apply(window, call);
      FloatHistogram histogram = call.histogram();
      if (histogram == null && Column.isAbsent(number)) {
        continue;
      }
      if (column == null) {
        context.hold(grid.count());
        column = new Column(labels, false, Column.absent(grid.count()));
      }
      if (histogram == null) {
        column.numbers()[step] = number;
      } else {
        context.hold(histogram.sizeInSamples());
        column.setHistogram(step, histogram);
      }
    }
    return column;
  }

  /** Says so when the metric's name is not that of a counter. */
  private void checkCounter(Column column, Expression range) {
    String metric = column.labels().metricName();
    if (metric.isEmpty()
        || metric.endsWith("_total")
        || metric.endsWith("_sum")
        || metric.endsWith("_count")
        || metric.endsWith("_bucket")) {
      return;
    }
    for (double number : column.numbers()) {
      if (!Column.isAbsent(number)) {
        context.annotations().possibleNonCounter(metric, range.position());
        return;
      }
    }
  }

  private Column absence(List<Column> present, Expression range, Grid grid) {
    context.hold(grid.count());
    double[] numbers = Column.absent(grid.count());
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = PresenceFunctions.anyPresent(present, i) ? Column.ABSENT : 1;
    }
    return new Column(PresenceFunctions.labels(range), true, numbers);
  }
}
