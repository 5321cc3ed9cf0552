package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.Columns;
import io.choicesherpa.promql.engine.data.Evaluated;
import io.choicesherpa.promql.engine.data.Evaluated.Scalars;
import io.choicesherpa.promql.engine.data.Evaluated.Text;
import io.choicesherpa.promql.engine.data.Evaluated.Vectors;
import io.choicesherpa.promql.engine.data.Grid;
import io.choicesherpa.promql.engine.data.QueryContext;
import io.choicesherpa.promql.engine.data.Window;
import io.choicesherpa.promql.engine.functions.EdgeValues;
import io.choicesherpa.promql.histogram.FloatHistogram;
import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.Point;
import io.choicesherpa.promql.model.PointSeries;
import io.choicesherpa.promql.model.PromqlException;
import io.choicesherpa.promql.model.PromqlException.Kind;
import io.choicesherpa.promql.model.QueryValue;
import io.choicesherpa.promql.model.Sample;
import io.choicesherpa.promql.model.StepPoints;
import io.choicesherpa.promql.model.ValueType;
import io.choicesherpa.promql.parser.AggregationOperator;
import io.choicesherpa.promql.parser.Expression;
import io.choicesherpa.promql.parser.Expression.Edges;
import io.choicesherpa.promql.parser.Expressions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/** A whole query: from an expression to the value that is handed out. For one query. */
public final class QueryEvaluation {

  private final QueryContext context;
  private final Evaluator evaluator;

  /** A query with what it is asked with. */
  public QueryEvaluation(QueryContext context) {
    this.context = context;
    evaluator = new Evaluator(context);
  }

  /** What {@code expression} gives at the query's start. */
  public QueryValue instant(Expression expression) {
    Grid grid = new Grid(context.settings().startMillis(), 1, 1);
    if (expression.type() == ValueType.MATRIX) {
      return samples(StepInvariance.unwrap(expression), grid);
    }
    Evaluated result = evaluator.evaluate(expression, grid);
    if (result instanceof Scalars scalars) {
      return new QueryValue.Scalar(grid.startMillis(), scalars.numbers()[0]);
    } else if (result instanceof Text text) {
      return new QueryValue.Text(grid.startMillis(), text.value());
    }
    List<Sample> samples = new ArrayList<>();
    for (Column column : finished((Vectors) result, grid, expression)) {
      FloatHistogram histogram = column.histogram(0);
      if (histogram != null) {
        samples.add(
            new Sample(column.labels(), grid.startMillis(), histogram.sum(), histogram.toModel()));
      } else if (column.isPresent(0)) {
        samples.add(new Sample(column.labels(), grid.startMillis(), column.numbers()[0]));
      }
    }
    if (!isOrdered(expression)) {
      samples.sort(Comparator.comparing(Sample::labels));
    }
    return new QueryValue.Vector(samples);
  }

  /** What {@code expression} gives at each step of the query. */
  public QueryValue range(Expression expression, Grid grid) {
    if (expression.type() != ValueType.VECTOR && expression.type() != ValueType.SCALAR) {
      throw new PromqlException(
          Kind.EXECUTION,
          "a range query takes an instant vector or a scalar, not a " + expression.type().word(),
          expression.position());
    }
    Evaluated result = evaluator.evaluate(expression, grid);
    List<Column> columns =
        result instanceof Scalars scalars
            ? List.of(new Column(Labels.empty(), false, scalars.numbers()))
            : finished((Vectors) result, grid, expression);
    List<PointSeries> series = new ArrayList<>(columns.size());
    for (Column column : columns) {
      List<Point> points = points(column, grid);
      if (!points.isEmpty()) {
        series.add(new PointSeries(column.labels(), points));
      }
    }
    series.sort(Comparator.comparing(PointSeries::labels));
    return new QueryValue.Matrix(series);
  }

  /** Columns without the names that were to go at the end. */
  private List<Column> finished(Vectors vectors, Grid grid, Expression expression) {
    if (!context.settings().delayedNameRemoval()) {
      return vectors.columns();
    }
    List<Column> columns = new ArrayList<>(vectors.columns().size());
    for (Column column : vectors.columns()) {
      columns.add(
          column.dropName() ? column.with(Columns.withoutMetadata(column.labels()), true) : column);
    }
    return Columns.merged(columns, grid.count(), expression.position());
  }

  private static List<Point> points(Column column, Grid grid) {
    double[] numbers = column.numbers();
    int present = 0;
    for (int i = 0; i < numbers.length; i++) {
      present += column.isPresent(i) ? 1 : 0;
    }
    if (present == numbers.length && !column.hasHistograms()) {
      return new StepPoints(grid.startMillis(), grid.stepMillis(), numbers, null, null);
    }
    double[] values = new double[present];
    int[] steps = new int[present];
    Histogram[] histograms = column.hasHistograms() ? new Histogram[present] : null;
    int size = 0;
    for (int i = 0; i < numbers.length; i++) {
      if (column.isPresent(i)) {
        FloatHistogram histogram = column.histogram(i);
        steps[size] = i;
        values[size] = histogram == null ? numbers[i] : histogram.sum();
        if (histograms != null && histogram != null) {
          histograms[size] = histogram.toModel();
        }
        size++;
      }
    }
    return new StepPoints(grid.startMillis(), grid.stepMillis(), values, histograms, steps);
  }

  /** The samples of a range vector as they are. */
  private QueryValue samples(Expression range, Grid grid) {
    Edges edges =
        range instanceof Expression.MatrixSelector matrix ? matrix.selector().edges() : Edges.PLAIN;
    boolean starts = context.settings().startTimestamps();
    RangeSource source = RangeSource.of(range, grid, evaluator, edges != Edges.PLAIN && starts);
    Window window = new Window();
    List<PointSeries> series = new ArrayList<>();
    for (int i = 0; i < source.size(); i++) {
      source.load(i, window);
      if (source.slide(window, grid.startMillis())) {
        context.hold(window.held());
        Labels labels = source.labels(i);
        List<Point> points = edges == Edges.PLAIN ? points(window) : points(window, edges, range);
        if (!points.isEmpty()) {
          series.add(
              new PointSeries(
                  source.dropName(i) ? Columns.withoutMetadata(labels) : labels, points));
        }
      }
      source.release(window);
    }
    series.sort(Comparator.comparing(PointSeries::labels));
    return new QueryValue.Matrix(series);
  }

  /** The samples within the range, with values at both of its ends. */
  private List<Point> points(Window window, Edges edges, Expression range) {
    if (window.histogramCount() > 0) {
      throw new PromqlException(
          Kind.EXECUTION,
          edges.name().toLowerCase(Locale.ROOT) + " modifier is not supported with histograms",
          range.position());
    }
    EdgeValues values =
        new EdgeValues(window, edges == Edges.SMOOTHED, false, context.settings().lookbackMillis());
    List<Point> points = new ArrayList<>();
    if (values.find()) {
      points.add(new Point(window.rangeStartMillis(), values.left()));
      for (int i = values.firstWithin(); i <= values.lastWithin(); i++) {
        points.add(new Point(window.time(i), window.number(i)));
      }
      points.add(new Point(window.rangeEndMillis(), values.right()));
    }
    return points;
  }

  private static List<Point> points(Window window) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < window.count(); i++) {
      points.add(new Point(window.time(i), window.number(i)));
    }
    for (int i = 0; i < window.histogramCount(); i++) {
      FloatHistogram histogram = window.histogram(i);
      points.add(new Point(window.histogramTime(i), histogram.sum(), histogram.toModel()));
    }
    if (window.count() > 0 && window.histogramCount() > 0) {
      points.sort(Comparator.comparingLong(Point::timestampMillis));
    }
    return points;
  }

  /** Whether the order of the result says something. */
  private static boolean isOrdered(Expression expression) {
    AtomicBoolean ordered = new AtomicBoolean();
    Expressions.walk(
        expression,
        node -> {
          if ((node instanceof Expression.Call call && call.function().name().startsWith("sort"))
              || (node instanceof Expression.Aggregation aggregation
                  && (aggregation.operator() == AggregationOperator.TOPK
                      || aggregation.operator() == AggregationOperator.BOTTOMK))) {
            ordered.set(true);
          }
        });
    return ordered.get();
  }
}
