package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.Window;
import io.choicesherpa.promql.math.CompensatedSum;
import io.choicesherpa.promql.model.PromqlException;
import io.choicesherpa.promql.model.PromqlException.Kind;
import java.util.Map;

/** Where a series is heading: least squares and double exponential smoothing. */
final class TrendFunctions {

  private TrendFunctions() {}

  static void register(Map<String, RangeFunction> table) {
    table.put("deriv", TrendFunctions::slope);
    table.put("predict_linear", TrendFunctions::predict);
    table.put("double_exponential_smoothing", TrendFunctions::smooth);
  }

  /** Whether there are two numbers at least; says so when histograms are left out. */
  private static boolean hasTwo(Window window, RangeCall call) {
    return OverTimeFunctions.hasNumbers(window, call) && window.count() > 1;
  }

  private static double slope(Window window, RangeCall call) {
    return hasTwo(window, call) ? new Line(window, window.time(0)).slope : Column.ABSENT;
  }

  private static double predict(Window window, RangeCall call) {
    if (!hasTwo(window, call)) {
      return Column.ABSENT;
    }
    Line line = new Line(window, window.evaluationMillis());
    return line.slope * call.scalar(0) + line.intercept;
  }

  private static double smooth(Window window, RangeCall call) {
    double smoothing = factor(call, 0, "smoothing");
    double trend = factor(call, 1, "trend");
    if (!hasTwo(window, call)) {
      return Column.ABSENT;
    }
    double before = 0;
    double level = window.number(0);
    double direction = window.number(1) - window.number(0);
    for (int i = 1; i < window.count(); i++) {
      if (i > 1) {
        direction = trend * (level - before) + (1 - trend) * direction;
      }
      double next = smoothing * window.number(i) + (1 - smoothing) * (level + direction);
      before = level;
      level = next;
    }
    return level;
  }

  private static double factor(RangeCall call, int index, String name) {
    double factor = call.scalar(index);
    if (factor <= 0 || factor >= 1) {
      throw new PromqlException(
          Kind.EXECUTION,
          "invalid " + name + " factor. Expected: 0 < factor < 1, got: " + factor,
          call.position(index + 1));
    }
    return factor;
  }

  /** The line through numbers with the least squares of distances. */
  private static final class Line {
    private final double slope;
    private final double intercept;

    /** The line through all numbers of {@code window}, its intercept being at {@code atMillis}. */
    Line(Window window, long atMillis) {
      CompensatedSum x = new CompensatedSum();
      CompensatedSum y = new CompensatedSum();
      CompensatedSum xy = new CompensatedSum();
      CompensatedSum xx = new CompensatedSum();
      int count = window.count();
      double first = window.number(0);
      boolean constant = true;
      for (int i = 0; i < count; i++) {
        double value = window.number(i);
        constant &= i == 0 || value == first;
        double seconds = (window.time(i) - atMillis) / 1000.0;
        x.add(seconds);
        y.add(value);
        xy.add(seconds * value);
        xx.add(seconds * seconds);
      }
      if (constant) {
        slope = Double.isInfinite(first) ? Double.NaN : 0;
        intercept = Double.isInfinite(first) ? Double.NaN : first;
        return;
      }
      double sumX = total(x);
      double sumY = total(y);
      double covariance = total(xy) - sumX * sumY / count;
      double variance = total(xx) - sumX * sumX / count;
      slope = covariance / variance;
      intercept = sumY / count - slope * sumX / count;
    }

    private static double total(CompensatedSum sum) {
      return sum.sum() + sum.compensation();
    }
  }
}
