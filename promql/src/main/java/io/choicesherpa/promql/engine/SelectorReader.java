package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.Grid;
import io.choicesherpa.promql.engine.data.QueryContext;
import io.choicesherpa.promql.engine.data.Window;
import io.choicesherpa.promql.histogram.FloatHistogram;
import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.PromqlException;
import io.choicesherpa.promql.model.StaleMarker;
import io.choicesherpa.promql.parser.Expression;
import io.choicesherpa.promql.parser.Expression.At;
import io.choicesherpa.promql.parser.Expression.Edges;
import io.choicesherpa.promql.source.SampleIterator;
import io.choicesherpa.promql.source.Series;
import io.choicesherpa.promql.source.SeriesSourceException;
import io.choicesherpa.promql.source.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the series that selectors find, each once for all steps. */
final class SelectorReader {

  /** How many samples are read before the limits are looked at. */
  private static final int CHUNK_SAMPLES = 4096;

  private final QueryContext context;
  private final Supplier<HistogramUse> use;

  /**
   * A reader for a query.
   *
   * @param use what becomes of the histograms that are read just now
   */
  SelectorReader(QueryContext context, Supplier<HistogramUse> use) {
    this.context = context;
    this.use = use;
  }

  /** What a column is made of. */
  enum Take {
    /** The samples' values. */
    VALUE,
    /** The samples' times, in seconds. */
    TIME,
    /** Since when the samples count, in seconds. */
    START,
    /** The times of numbers, in seconds; histograms as they are. */
    TIME_OF_NUMBERS
  }

  /** The time that an {@code @} fixes; null without. */
  @Nullable Long fixedMillis(@Nullable At at) {
    if (at instanceof At.Time time) {
      return time.millis();
    } else if (at instanceof At.Start) {
      return context.settings().startMillis();
    } else if (at instanceof At.End) {
      return context.settings().endMillis();
    }
    return null;
  }

  /** The newest sample of each series at each step, unless too old or a marker of its end. */
  List<Column> instant(Expression.VectorSelector selector, Grid grid, Take take) {
    Long fixed = fixedMillis(selector.at());
    Grid reference =
        fixed == null
            ? new Grid(
                grid.startMillis() - selector.offsetMillis(), grid.stepMillis(), grid.count())
            : new Grid(fixed - selector.offsetMillis(), 1, 1);
    long lookback = context.settings().lookbackMillis();
    TimeRange range = new TimeRange(reference.startMillis() - lookback + 1, reference.endMillis());
    if (selector.edges() == Edges.SMOOTHED && take == Take.VALUE) {
      return new SmoothedSelector(context, this).read(selector, reference, grid.count());
    }
    List<Column> columns = new ArrayList<>();
    for (Series series : context.select(selector.matchers(), range, selector.position())) {
      Column column = column(series, range, reference, take);
      if (column != null) {
        columns.add(reference.count() == grid.count() ? column : column.spread(grid.count()));
      }
    }
    return columns;
  }

  private @Nullable Column column(Series series, TimeRange range, Grid reference, Take take) {
    context.checkInterrupted();
    try {
      return read(series, series.samples(range), reference, take);
    } catch (SeriesSourceException e) {
      throw failed(e);
    }
  }

  private static PromqlException failed(SeriesSourceException e) {
    return new PromqlException(
        PromqlException.Kind.SOURCE, String.valueOf(e.getMessage()), null, e);
  }

  private @Nullable Column read(Series series, SampleIterator samples, Grid reference, Take take) {
    long lookback = context.settings().lookbackMillis();
    Column column = null;
    boolean more = samples.next();
    long time = Long.MIN_VALUE / 2;
    long start = 0;
    double value = 0;
    Histogram histogram = null;
    FloatHistogram converted = null;
    long read = 0;
    HistogramUse.Resets resets = new HistogramUse.Resets(use.get());
    for (int i = 0; i < reference.count(); i++) {
      long at = reference.at(i);
      while (more && samples.timestampMillis() <= at) {
        time = samples.timestampMillis();
        value = samples.value();
        histogram = samples.histogram();
        start = take == Take.START ? samples.startTimestampMillis() : 0;
        converted =
            histogram != null && resets.wanted() && !StaleMarker.is(value)
                ? resets.next(FloatHistogram.of(histogram))
                : null;
        read++;
        more = samples.next();
      }
      if (time <= at - lookback || StaleMarker.is(value)) {
        continue;
      }
      if (column == null) {
        context.hold(reference.count());
        column = new Column(series.labels(), false, Column.absent(reference.count()));
      }
      if (take == Take.TIME || (take == Take.TIME_OF_NUMBERS && histogram == null)) {
        column.numbers()[i] = time / 1000.0;
      } else if (take == Take.START) {
        column.numbers()[i] = start / 1000.0;
      } else if (histogram == null) {
        column.numbers()[i] = value;
      } else {
        if (converted == null) {
          converted = FloatHistogram.of(histogram);
          context.hold(converted.sizeInSamples());
        }
        column.setHistogram(i, converted);
      }
    }
    context.read(read);
    return column;
  }

  /**
   * Puts all samples of a series into {@code window}, which counts as held until {@link #release}.
   *
   * @param range the start inclusive
   * @param starts whether it matters since when samples count
   */
  void fill(Window window, Series series, TimeRange range, boolean starts) {
    context.checkInterrupted();
    window.reset(series.labels());
    try {
      fill(window, series.samples(range), range, starts);
    } catch (SeriesSourceException e) {
      throw failed(e);
    }
  }

  private void fill(Window window, SampleIterator samples, TimeRange range, boolean starts) {
    long read = 0;
    long held = 0;
    HistogramUse.Resets resets = new HistogramUse.Resets(use.get());
    while (samples.next()) {
      long time = samples.timestampMillis();
      if (time < range.startMillis()) {
        continue;
      }
      if (time > range.endMillis()) {
        break;
      }
      double value = samples.value();
      if (StaleMarker.is(value)) {
        continue;
      }
      Histogram histogram = samples.histogram();
      if (histogram == null) {
        window.add(time, value);
        if (starts) {
          window.addStart(samples.startTimestampMillis());
        }
      } else {
        window.add(time, resets.next(FloatHistogram.of(histogram)));
        if (starts) {
          window.addHistogramStart(samples.startTimestampMillis());
        }
      }
      read++;
      if (read - held == CHUNK_SAMPLES) {
        context.hold(CHUNK_SAMPLES);
        held = read;
        context.checkInterrupted();
      }
    }
    context.hold(read - held);
    context.read(read);
  }

  /** The window's samples are no longer needed. */
  void release(Window window) {
    context.release(window.held());
  }
}
