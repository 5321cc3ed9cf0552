package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.Annotations;
import io.choicesherpa.promql.histogram.FloatHistogram;
import io.choicesherpa.promql.histogram.HistogramSum;
import io.choicesherpa.promql.model.PositionRange;
import org.jspecify.annotations.Nullable;

/** Values between two samples, on the straight line from one to the other. */
public final class Interpolation {

  private Interpolation() {}

  /**
   * The number at {@code time}.
   *
   * @param counter whether a fall is a new start from zero
   */
  public static double number(
      long firstTime, double first, long lastTime, double last, long time, boolean counter) {
    double from = counter && last < first ? 0 : first;
    return from + (last - from) * (time - firstTime) / (lastTime - firstTime);
  }

  /**
   * The histogram at {@code time}; null when the two cannot be compared, which is told.
   *
   * @param counter whether a reset is a new start from zero
   */
  public static @Nullable FloatHistogram histogram(
      long firstTime,
      FloatHistogram first,
      long lastTime,
      FloatHistogram last,
      long time,
      boolean counter,
      String metric,
      Annotations annotations,
      PositionRange position) {
    if (time == firstTime) {
      return first;
    }
    if (time == lastTime) {
      return last;
    }
    double share = (double) (time - firstTime) / (lastTime - firstTime);
    if (counter && last.isResetAfter(first)) {
      return last.times(share);
    }
    if (!last.compatible(first)) {
      annotations.mixedExponentialCustom(metric, position);
      return null;
    }
    HistogramSum growth = HistogramSum.of(last, first, -1);
    if (growth.boundsReconciled()) {
      annotations.boundsReconciled("subtraction", position);
    }
    HistogramSum sum = HistogramSum.of(growth.sum().times(share), first, 1);
    if (sum.boundsReconciled()) {
      annotations.boundsReconciled("addition", position);
    }
    return sum.sum();
  }
}
