package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.Window;
import io.choicesherpa.promql.histogram.FloatHistogram;
import org.jspecify.annotations.Nullable;

/** Growth within a range whose ends are anchored or smoothed, so that nothing is extrapolated. */
final class EdgeRates {

  private EdgeRates() {}

  static double growth(Window window, RangeCall call, boolean counter, boolean perSecond) {
    if (window.count() > 0 && window.histogramCount() > 0) {
      call.annotations().mixedFloatsHistograms(window.metric(), call.rangePosition());
      return Column.ABSENT;
    }
    if (window.histogramCount() > 0) {
      FloatHistogram growth = new Histograms(window, call, counter).growth();
      if (growth == null) {
        return Column.ABSENT;
      }
      return call.give(
          HistogramGrowth.asGauge(perSecond ? growth.dividedBy(call.rangeSeconds()) : growth));
    }
    EdgeValues edges = new EdgeValues(window, call.isSmoothed(), counter, call.lookbackMillis());
    if (!edges.find()) {
      return Column.ABSENT;
    }
    return perSecond ? edges.growth() / call.rangeSeconds() : edges.growth();
  }

  /** The same for histograms. */
  private static final class Histograms {
    private final Window window;
    private final RangeCall call;
    private final boolean counter;
    private final boolean smoothed;

    Histograms(Window window, RangeCall call, boolean counter) {
      this.window = window;
      this.call = call;
      this.counter = counter;
      smoothed = call.isSmoothed();
    }

    @Nullable FloatHistogram growth() {
      long rangeStart = window.rangeStartMillis();
      long rangeEnd = window.rangeEndMillis();
      int last = window.histogramCount() - 1;
      int first = 0;
      while (first + 1 < last && window.histogramTime(first + 1) <= rangeStart) {
        first++;
      }
      for (int i = first; smoothed && i < last; i++) {
        if (window.histogramTime(i) >= rangeEnd) {
          last = i;
        }
      }
      if (window.histogramTime(last) <= rangeStart
          || (smoothed && window.histogramTime(first) > rangeEnd)
          || !areAlike(first, last)) {
        return null;
      }
      boolean startBetween = smoothed && window.histogramTime(first) < rangeStart;
      boolean endBetween = smoothed && last > 0 && window.histogramTime(last) > rangeEnd;
      FloatHistogram left =
          startBetween ? between(first, first + 1, rangeStart) : window.histogram(first);
      FloatHistogram right =
          endBetween ? between(last - 1, last, rangeEnd) : window.histogram(last);
      if (left == null || right == null) {
        return null;
      }
      if (!counter && !(left.isGauge() && right.isGauge())) {
        call.annotations().histogramNotGauge(window.metric(), call.rangePosition());
      }
      FloatHistogram growth = HistogramGrowth.subtract(right, left, window, call);
      return growth == null || !counter
          ? growth
          : corrected(growth, left, right, first, last, startBetween);
    }

    private boolean areAlike(int first, int last) {
      for (int i = first; i <= last; i++) {
        FloatHistogram histogram = window.histogram(i);
        if (!histogram.compatible(window.histogram(first))) {
          call.annotations().mixedExponentialCustom(window.metric(), call.rangePosition());
          return false;
        }
        if (counter && histogram.isGauge()) {
          call.annotations().histogramNotCounter(window.metric(), call.rangePosition());
        }
      }
      return true;
    }

    private @Nullable FloatHistogram between(int first, int last, long time) {
      return Interpolation.histogram(
          window.histogramTime(first),
          window.histogram(first),
          window.histogramTime(last),
          window.histogram(last),
          time,
          counter,
          window.metric(),
          call.annotations(),
          call.rangePosition());
    }

    /** Adds what was before each reset that the ends do not account for. */
    private @Nullable FloatHistogram corrected(
        FloatHistogram growth,
        FloatHistogram left,
        FloatHistogram right,
        int first,
        int last,
        boolean startBetween) {
      FloatHistogram previous = left;
      int from = first + 1;
      if (startBetween && window.histogram(first + 1).isResetAfter(window.histogram(first))) {
        previous = window.histogram(first + 1);
        from++;
      }
      if (from > last) {
        return growth;
      }
      FloatHistogram corrected = growth;
      for (int i = from; i <= last && corrected != null; i++) {
        FloatHistogram current = i == last ? right : window.histogram(i);
        if (current.isResetAfter(previous)) {
          corrected = HistogramGrowth.add(corrected, previous, window, call);
        }
        previous = current;
      }
      return corrected;
    }
  }
}
