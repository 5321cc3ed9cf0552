package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.Window;
import java.util.Map;

/** The highest and lowest of a series over time, and when they were. NaN loses to any number. */
final class ExtremeFunctions {

  private ExtremeFunctions() {}

  static void register(Map<String, RangeFunction> table) {
    table.put("max_over_time", (w, call) -> value(w, call, 1));
    table.put("min_over_time", (w, call) -> value(w, call, -1));
    table.put("ts_of_max_over_time", (w, call) -> time(w, call, 1));
    table.put("ts_of_min_over_time", (w, call) -> time(w, call, -1));
    table.put("ts_of_first_over_time", (w, call) -> firstTime(w) / 1000.0);
    table.put("ts_of_last_over_time", (w, call) -> lastTime(w) / 1000.0);
  }

  private static double value(Window window, RangeCall call, int sign) {
    if (!OverTimeFunctions.hasNumbers(window, call)) {
      return Column.ABSENT;
    }
    double[] numbers = window.numbers();
    double best = numbers[window.from()];
    for (int i = window.from() + 1; i < window.to(); i++) {
      double value = numbers[i];
      if ((sign > 0 ? value > best : value < best) || Double.isNaN(best)) {
        best = value;
      }
    }
    return best;
  }

  private static double time(Window window, RangeCall call, int sign) {
    if (!OverTimeFunctions.hasNumbers(window, call)) {
      return Column.ABSENT;
    }
    int best = 0;
    for (int i = 0; i < window.count(); i++) {
      double value = window.number(i);
      double current = window.number(best);
      if ((sign > 0 ? value >= current : value <= current) || Double.isNaN(current)) {
        best = i;
      }
    }
    return window.time(best) / 1000.0;
  }

  private static long firstTime(Window window) {
    long number = window.count() > 0 ? window.time(0) : Long.MAX_VALUE;
    long histogram = window.histogramCount() > 0 ? window.histogramTime(0) : Long.MAX_VALUE;
    return Math.min(number, histogram);
  }

  private static long lastTime(Window window) {
    int numbers = window.count();
    int histograms = window.histogramCount();
    long number = numbers > 0 ? window.time(numbers - 1) : Long.MIN_VALUE;
    long histogram = histograms > 0 ? window.histogramTime(histograms - 1) : Long.MIN_VALUE;
    return Math.max(number, histogram);
  }
}
