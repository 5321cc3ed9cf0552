package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.Grid;
import io.choicesherpa.promql.engine.data.QueryContext;
import io.choicesherpa.promql.engine.data.Window;
import io.choicesherpa.promql.histogram.FloatHistogram;
import io.choicesherpa.promql.model.Histogram.CounterReset;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.PromqlException;
import io.choicesherpa.promql.model.PromqlException.Kind;
import io.choicesherpa.promql.parser.Expression;
import io.choicesherpa.promql.parser.Expression.Edges;
import io.choicesherpa.promql.source.Series;
import io.choicesherpa.promql.source.TimeRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The samples of a range vector, series by series: those that a selector or a subquery gives. */
final class RangeSource {

  private final long rangeMillis;
  private final long offsetMillis;
  private final @Nullable Long fixedMillis;
  private final Content content;

  /** How far windows reach beyond the range's ends. */
  private long beforeMillis;

  private long afterMillis;

  private RangeSource(
      long rangeMillis, long offsetMillis, @Nullable Long fixedMillis, Content content) {
    this.rangeMillis = rangeMillis;
    this.offsetMillis = offsetMillis;
    this.fixedMillis = fixedMillis;
    this.content = content;
  }

  /** Where the samples come from. */
  private interface Content {
    int size();

    Labels labels(int index);

    boolean dropName(int index);

    void load(int index, Window window);

    void release(Window window);
  }

  static RangeSource of(Expression range, Grid grid, Evaluator evaluator, boolean starts) {
    return range instanceof Expression.MatrixSelector matrix
        ? ofSelector(matrix, grid, evaluator, starts)
        : ofSubquery((Expression.Subquery) range, grid, evaluator);
  }

  private static RangeSource ofSelector(
      Expression.MatrixSelector matrix, Grid grid, Evaluator evaluator, boolean starts) {
    Expression.VectorSelector selector = matrix.selector();
    Long fixed = evaluator.selectors().fixedMillis(selector.at());
    long first = (fixed == null ? grid.startMillis() : fixed) - selector.offsetMillis();
    long last = (fixed == null ? grid.endMillis() : fixed) - selector.offsetMillis();
    long lookback = evaluator.context().settings().lookbackMillis();
    long before = selector.edges() == Edges.PLAIN ? 0 : lookback;
    long after = selector.edges() == Edges.SMOOTHED ? lookback : 0;
    TimeRange times = new TimeRange(first - matrix.rangeMillis() - before + 1, last + after);
    List<? extends Series> series =
        evaluator.context().select(selector.matchers(), times, selector.position());
    RangeSource source =
        new RangeSource(
            matrix.rangeMillis(),
            selector.offsetMillis(),
            fixed,
            new Content() {
              @Override
              public int size() {
                return series.size();
              }

              @Override
              public Labels labels(int index) {
                return series.get(index).labels();
              }

              @Override
              public boolean dropName(int index) {
                return false;
              }

              @Override
              public void load(int index, Window window) {
                evaluator.selectors().fill(window, series.get(index), times, starts);
              }

              @Override
              public void release(Window window) {
                evaluator.selectors().release(window);
              }
            });
    source.beforeMillis = before;
    source.afterMillis = after;
    return source;
  }

  private static RangeSource ofSubquery(
      Expression.Subquery subquery, Grid grid, Evaluator evaluator) {
    Long fixed = evaluator.selectors().fixedMillis(subquery.at());
    Grid inner = grid(subquery, grid, fixed, evaluator.context());
    List<Column> columns = inner.count() == 0 ? List.of() : evaluator.subquery(subquery, inner);
    return new RangeSource(
        subquery.rangeMillis(),
        subquery.offsetMillis(),
        fixed,
        new Content() {
          @Override
          public int size() {
            return columns.size();
          }

          @Override
          public Labels labels(int index) {
            return columns.get(index).labels();
          }

          @Override
          public boolean dropName(int index) {
            return columns.get(index).dropName();
          }

          @Override
          public void load(int index, Window window) {
            copy(columns.get(index), inner, window);
          }

          @Override
          public void release(Window window) {
            // The columns stay held until the whole subquery is done with.
          }
        });
  }

  /** The steps of a subquery: multiples of its step, from after its start to its end. */
  private static Grid grid(
      Expression.Subquery subquery, Grid outer, @Nullable Long fixed, QueryContext context) {
    long step =
        subquery.stepMillis() == 0
            ? context.settings().subqueryStepMillis()
            : subquery.stepMillis();
    long after =
        (fixed == null ? outer.startMillis() : fixed)
            - subquery.offsetMillis()
            - subquery.rangeMillis();
    long end = (fixed == null ? outer.endMillis() : fixed) - subquery.offsetMillis();
    long start = step * (after / step);
    if (start <= after) {
      start += step;
    }
    long count = end < start ? 0 : (end - start) / step + 1;
    if (count > Integer.MAX_VALUE) {
      throw new PromqlException(
          Kind.TOO_MANY_SAMPLES, "a subquery of " + count + " steps", subquery.position());
    }
    context.hold(count);
    context.release(count);
    return new Grid(start, step, (int) count);
  }

  private static void copy(Column column, Grid inner, Window window) {
    window.reset(column.labels());
    double[] numbers = column.numbers();
    for (int i = 0; i < numbers.length; i++) {
      if (!Column.isAbsent(numbers[i])) {
        window.add(inner.at(i), numbers[i]);
      } else {
        FloatHistogram histogram = column.histogram(i);
        if (histogram != null) {
          window.add(
              inner.at(i),
              histogram.isGauge() ? histogram : histogram.withCounterReset(CounterReset.UNKNOWN));
        }
      }
    }
  }

  int size() {
    return content.size();
  }

  Labels labels(int index) {
    return content.labels(index);
  }

  boolean dropName(int index) {
    return content.dropName(index);
  }

  void load(int index, Window window) {
    content.load(index, window);
  }

  void release(Window window) {
    content.release(window);
  }

  /** Moves {@code window} to the range of the step at {@code atMillis}; whether it holds any. */
  boolean slide(Window window, long atMillis) {
    long end = (fixedMillis == null ? atMillis : fixedMillis) - offsetMillis;
    return window.slide(end - rangeMillis, end, atMillis, beforeMillis, afterMillis);
  }
}
