package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.StartTimes;
import io.choicesherpa.promql.engine.data.Window;
import io.choicesherpa.promql.histogram.FloatHistogram;
import io.choicesherpa.promql.histogram.HistogramSum;
import io.choicesherpa.promql.model.Histogram.CounterReset;
import org.jspecify.annotations.Nullable;

/** By how much native histograms grew from the first to the last of a window. */
final class HistogramGrowth {

  private HistogramGrowth() {}

  /** The growth of two or more histograms; null when they cannot be compared. */
  static @Nullable FloatHistogram of(Window window, RangeCall call, boolean counter) {
    int count = window.histogramCount();
    FloatHistogram last = window.histogram(count - 1);
    FloatHistogram previous = window.histogram(0);
    if (counter && (previous.isGauge() || last.isGauge())) {
      call.annotations().histogramNotCounter(window.metric(), call.rangePosition());
    }
    if (counter && isReset(window, 0)) {
      previous = window.histogram(1).emptied();
    }
    if (!compatible(previous, last, window, call)) {
      return null;
    }
    int schema = Math.min(last.schema(), previous.schema());
    for (int i = 1; counter && i < count - 1; i++) {
      FloatHistogram current = window.histogram(i);
      if (current.isGauge()) {
        call.annotations().histogramNotCounter(window.metric(), call.rangePosition());
      }
      schema = Math.min(schema, current.schema());
      if (!compatible(current, last, window, call)) {
        return null;
      }
    }
    FloatHistogram growth = subtract(last.reduced(schema), previous, window, call);
    if (growth == null) {
      return null;
    }
    if (!counter) {
      if (!window.histogram(0).isGauge() || !last.isGauge()) {
        call.annotations().histogramNotGauge(window.metric(), call.rangePosition());
      }
      return asGauge(growth);
    }
    for (int i = 1; i < count; i++) {
      FloatHistogram current = window.histogram(i);
      if (isStartReset(window, i - 1) || current.isResetAfter(previous)) {
        growth = add(growth, previous, window, call);
        if (growth == null) {
          return null;
        }
      }
      previous = current;
    }
    return asGauge(growth);
  }

  /** Whether the counter started anew after the histogram at {@code index} of the window. */
  static boolean isReset(Window window, int index) {
    return isStartReset(window, index)
        || window.histogram(index + 1).isResetAfter(window.histogram(index));
  }

  private static boolean isStartReset(Window window, int index) {
    return window.hasStarts()
        && StartTimes.isReset(
            window.histogramStart(index),
            window.histogramTime(index),
            window.histogramStart(index + 1),
            window.histogramTime(index + 1));
  }

  /** {@code a + b}; null when they cannot be added, which is told. */
  static @Nullable FloatHistogram add(
      FloatHistogram a, FloatHistogram b, Window window, RangeCall call) {
    if (!compatible(a, b, window, call)) {
      return null;
    }
    HistogramSum sum = HistogramSum.of(a, b, 1);
    if (sum.boundsReconciled()) {
      call.annotations().boundsReconciled("addition", call.rangePosition());
    }
    return sum.sum();
  }

  /** {@code last - previous}; null when they cannot be compared, which is told. */
  static @Nullable FloatHistogram subtract(
      FloatHistogram last, FloatHistogram previous, Window window, RangeCall call) {
    if (!compatible(last, previous, window, call)) {
      return null;
    }
    HistogramSum difference = HistogramSum.of(last, previous, -1);
    if (difference.boundsReconciled()) {
      call.annotations().boundsReconciled("subtraction", call.rangePosition());
    }
    return difference.sum();
  }

  static FloatHistogram asGauge(FloatHistogram histogram) {
    return histogram.withCounterReset(CounterReset.GAUGE);
  }

  private static boolean compatible(
      FloatHistogram a, FloatHistogram b, Window window, RangeCall call) {
    if (a.compatible(b)) {
      return true;
    }
    call.annotations().mixedExponentialCustom(window.metric(), call.rangePosition());
    return false;
  }
}
