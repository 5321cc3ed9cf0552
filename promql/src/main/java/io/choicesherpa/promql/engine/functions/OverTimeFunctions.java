package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.Window;
import io.choicesherpa.promql.histogram.FloatHistogram;
import io.choicesherpa.promql.histogram.HistogramMean;
import io.choicesherpa.promql.histogram.HistogramSum;
import io.choicesherpa.promql.math.CompensatedSum;
import io.choicesherpa.promql.math.FloatMath;
import io.choicesherpa.promql.math.RunningMean;
import io.choicesherpa.promql.model.Histogram.CounterReset;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Aggregations of a series over time.
 *
 * @see <a
 *     href="https://prometheus.io/docs/prometheus/latest/querying/functions/#aggregation_over_time">
 *     aggregation over time</a>
 */
final class OverTimeFunctions {

  private OverTimeFunctions() {}

  static void register(Map<String, RangeFunction> table) {
    table.put("sum_over_time", OverTimeFunctions::sum);
    table.put("avg_over_time", OverTimeFunctions::mean);
    table.put("count_over_time", (w, call) -> (double) w.count() + w.histogramCount());
    table.put("present_over_time", (w, call) -> 1);
    table.put("absent_over_time", (w, call) -> 1);
    table.put("quantile_over_time", OverTimeFunctions::quantile);
    table.put("mad_over_time", OverTimeFunctions::medianDeviation);
    table.put("stddev_over_time", (w, call) -> variance(w, call, Math::sqrt));
    table.put("stdvar_over_time", (w, call) -> variance(w, call, x -> x));
    table.put("first_over_time", (w, call) -> end(w, call, true));
    table.put("last_over_time", (w, call) -> end(w, call, false));
  }

  private static boolean mixed(Window window, RangeCall call) {
    if (window.count() > 0 && window.histogramCount() > 0) {
      call.annotations().mixedFloatsHistograms(window.metric(), call.rangePosition());
      return true;
    }
    return false;
  }

  private static double sum(Window window, RangeCall call) {
    if (mixed(window, call)) {
      return Column.ABSENT;
    }
    if (window.count() == 0) {
      return sumOfHistograms(window, call);
    }
    double[] numbers = window.numbers();
    double sum = 0;
    double compensation = 0;
    for (int i = window.from(); i < window.to(); i++) {
      double total = sum + numbers[i];
      compensation = CompensatedSum.compensation(numbers[i], sum, compensation, total);
      sum = total;
    }
    return Double.isInfinite(sum) ? sum : sum + compensation;
  }

  private static double sumOfHistograms(Window window, RangeCall call) {
    HistogramSum sum = new HistogramSum(window.histogram(0));
    for (int i = 1; i < window.histogramCount(); i++) {
      FloatHistogram next = window.histogram(i);
      if (!sum.sum().compatible(next)) {
        call.annotations().mixedExponentialCustom(window.metric(), call.rangePosition());
        return Column.ABSENT;
      }
      sum.add(next);
    }
    tell(window, call, sum.boundsReconciled());
    return call.give(sum.value());
  }

  private static void tell(Window window, RangeCall call, boolean boundsReconciled) {
    boolean reset = false;
    boolean notReset = false;
    for (int i = 0; i < window.histogramCount(); i++) {
      CounterReset hint = window.histogram(i).counterReset();
      reset |= hint == CounterReset.RESET;
      notReset |= hint == CounterReset.NOT_RESET;
    }
    if (reset && notReset) {
      call.annotations().counterResetCollision("aggregation", call.rangePosition());
    }
    if (boundsReconciled) {
      call.annotations().boundsReconciled("aggregation", call.rangePosition());
    }
  }

  private static double mean(Window window, RangeCall call) {
    if (mixed(window, call)) {
      return Column.ABSENT;
    }
    if (window.count() == 0) {
      return meanOfHistograms(window, call);
    }
    RunningMean mean = new RunningMean();
    mean.start(window.number(0));
    double[] numbers = window.numbers();
    for (int i = window.from() + 1; i < window.to(); i++) {
      mean.add(numbers[i]);
    }
    return mean.value();
  }

  private static double meanOfHistograms(Window window, RangeCall call) {
    HistogramMean mean = new HistogramMean(window.histogram(0));
    for (int i = 1; i < window.histogramCount(); i++) {
      FloatHistogram next = window.histogram(i);
      if (!mean.compatible(next)) {
        call.annotations().mixedExponentialCustom(window.metric(), call.rangePosition());
        return Column.ABSENT;
      }
      mean.add(next);
    }
    tell(window, call, mean.boundsReconciled());
    return call.give(mean.value());
  }

  /** Whether there is a number; says so when histograms are left out. */
  static boolean hasNumbers(Window window, RangeCall call) {
    if (window.count() == 0) {
      return false;
    }
    if (window.histogramCount() > 0) {
      call.annotations().histogramsIgnoredInRange(window.metric(), call.rangePosition());
    }
    return true;
  }

  private static double variance(Window window, RangeCall call, DoubleUnaryOperator result) {
    if (!hasNumbers(window, call)) {
      return Column.ABSENT;
    }
    CompensatedSum mean = new CompensatedSum();
    CompensatedSum squares = new CompensatedSum();
    double count = 0;
    double[] numbers = window.numbers();
    for (int i = window.from(); i < window.to(); i++) {
      count++;
      double delta = numbers[i] - (mean.sum() + mean.compensation());
      mean.add(delta / count);
      squares.add(delta * (numbers[i] - (mean.sum() + mean.compensation())));
    }
    return result.applyAsDouble((squares.sum() + squares.compensation()) / count);
  }

  private static double quantile(Window window, RangeCall call) {
    if (window.count() == 0) {
      return Column.ABSENT;
    }
    double phi = call.scalar(0);
    if (!(phi >= 0 && phi <= 1)) {
      call.annotations().invalidQuantile(phi, call.position(0));
    }
    hasNumbers(window, call);
    return FloatMath.quantile(phi, copy(window, call), window.count());
  }

  private static double[] copy(Window window, RangeCall call) {
    double[] copy = call.scratch(window.count());
    System.arraycopy(window.numbers(), window.from(), copy, 0, window.count());
    return copy;
  }

  private static double medianDeviation(Window window, RangeCall call) {
    if (!hasNumbers(window, call)) {
      return Column.ABSENT;
    }
    double[] values = copy(window, call);
    int count = window.count();
    for (int i = 0; i < count; i++) {
      if (Double.isNaN(values[i])) {
        return Double.NaN;
      }
    }
    double median = FloatMath.quantile(0.5, values, count);
    for (int i = 0; i < count; i++) {
      values[i] = Math.abs(values[i] - median);
    }
    return FloatMath.quantile(0.5, values, count);
  }

  /** The first or the last sample, be it a number or a histogram. */
  private static double end(Window window, RangeCall call, boolean first) {
    int number = first ? 0 : window.count() - 1;
    int histogram = first ? 0 : window.histogramCount() - 1;
    boolean takeNumber;
    if (window.histogramCount() == 0) {
      takeNumber = true;
    } else if (window.count() == 0) {
      takeNumber = false;
    } else {
      long numberTime = window.time(number);
      long histogramTime = window.histogramTime(histogram);
      takeNumber = first ? numberTime < histogramTime : histogramTime < numberTime;
    }
    return takeNumber ? window.number(number) : call.give(window.histogram(histogram));
  }
}
