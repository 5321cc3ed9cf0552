package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.Grid;
import io.choicesherpa.promql.engine.data.QueryContext;
import io.choicesherpa.promql.engine.data.Window;
import io.choicesherpa.promql.engine.functions.Interpolation;
import io.choicesherpa.promql.histogram.FloatHistogram;
import io.choicesherpa.promql.model.Histogram.CounterReset;
import io.choicesherpa.promql.model.PositionRange;
import io.choicesherpa.promql.parser.Expression;
import io.choicesherpa.promql.source.Series;
import io.choicesherpa.promql.source.TimeRange;
import java.util.ArrayList;
import java.util.List;

/** Instant vectors whose values lie on the lines between samples. */
final class SmoothedSelector {

  private final QueryContext context;
  private final SelectorReader reader;

  SmoothedSelector(QueryContext context, SelectorReader reader) {
    this.context = context;
    this.reader = reader;
  }

  /** A column of {@code steps} for each series, read at the times of {@code reference}. */
  List<Column> read(Expression.VectorSelector selector, Grid reference, int steps) {
    long lookback = context.settings().lookbackMillis();
    TimeRange range =
        new TimeRange(reference.startMillis() - lookback + 1, reference.endMillis() + lookback);
    Window window = new Window();
    List<Column> columns = new ArrayList<>();
    for (Series series : context.select(selector.matchers(), range, selector.position())) {
      reader.fill(window, series, range, false);
      context.hold(steps);
      Column column = new Column(series.labels(), false, Column.absent(reference.count()));
      for (int i = 0; i < reference.count(); i++) {
        long at = reference.at(i);
        if (window.slide(at - lookback, at + lookback, at)) {
          take(window, column, i, at, selector.position());
        }
      }
      reader.release(window);
      if (!column.isEmpty()) {
        columns.add(reference.count() == steps ? column : column.spread(steps));
      }
    }
    return columns;
  }

  private void take(Window window, Column column, int step, long at, PositionRange position) {
    if (window.count() > 0 && window.histogramCount() > 0) {
      context.annotations().mixedFloatsHistograms(window.metric(), position);
    } else if (window.count() > 0) {
      takeNumber(window, column, step, at);
    } else {
      takeHistogram(window, column, step, at, position);
    }
  }

  private static void takeNumber(Window window, Column column, int step, long at) {
    int next = 0;
    while (next < window.count() && window.time(next) < at) {
      next++;
    }
    if (next == window.count()) {
      column.numbers()[step] = window.number(next - 1);
    } else if (window.time(next) == at) {
      column.numbers()[step] = window.number(next);
    } else if (next > 0) {
      column.numbers()[step] =
          Interpolation.number(
              window.time(next - 1),
              window.number(next - 1),
              window.time(next),
              window.number(next),
              at,
              false);
    }
  }

  private void takeHistogram(
      Window window, Column column, int step, long at, PositionRange position) {
    int next = 0;
    while (next < window.histogramCount() && window.histogramTime(next) < at) {
      next++;
    }
    if (next == window.histogramCount()) {
      column.setHistogram(step, window.histogram(next - 1).withCounterReset(CounterReset.UNKNOWN));
    } else if (window.histogramTime(next) == at) {
      column.setHistogram(step, window.histogram(next));
    } else if (next > 0) {
      FloatHistogram before = window.histogram(next - 1);
      FloatHistogram after = window.histogram(next);
      if (!before.compatible(after)) {
        context.annotations().mixedExponentialCustom(window.metric(), position);
        return;
      }
      FloatHistogram between =
          Interpolation.histogram(
              window.histogramTime(next - 1),
              before,
              window.histogramTime(next),
              after,
              at,
              !(before.isGauge() && after.isGauge()),
              window.metric(),
              context.annotations(),
              position);
      if (between != null) {
        column.setHistogram(step, between);
      }
    }
  }
}
