package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.Window;
import io.choicesherpa.promql.histogram.FloatHistogram;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often a series changed, and how often a counter started anew. */
final class ChangeFunctions {

  private ChangeFunctions() {}

  static void register(Map<String, RangeFunction> table) {
    table.put("changes", (window, call) -> count(window, false));
    table.put("resets", (window, call) -> count(window, true));
  }

  private static double count(Window window, boolean resets) {
    if (window.histogramCount() > 0) {
      return countMixed(window, resets);
    }
    double[] numbers = window.numbers();
    int count = 0;
    for (int i = window.from() + 1; i < window.to(); i++) {
      if (resets ? numbers[i] < numbers[i - 1] : differ(numbers[i], numbers[i - 1])) {
        count++;
      }
    }
    return count;
  }

  private static boolean differ(double a, double b) {
    return a != b && !(Double.isNaN(a) && Double.isNaN(b));
  }

  /** Goes through numbers and histograms in the order of time. */
  private static double countMixed(Window window, boolean resets) {
    int number = 0;
    int histogram = 0;
    int count = 0;
    double previousNumber = 0;
    @Nullable FloatHistogram previousHistogram = null;
    while (number < window.count() || histogram < window.histogramCount()) {
      boolean first = number + histogram == 0;
      boolean takeNumber =
          histogram >= window.histogramCount()
              || (number < window.count() && window.time(number) < window.histogramTime(histogram));
      if (takeNumber) {
        double value = window.number(number++);
        if (!first
            && (previousHistogram != null
                || (resets ? value < previousNumber : differ(value, previousNumber)))) {
          count++;
        }
        previousNumber = value;
        previousHistogram = null;
      } else {
        FloatHistogram value = window.histogram(histogram++);
        if (!first
            && (previousHistogram == null
                || (resets
                    ? value.isResetAfter(previousHistogram)
                    : !value.sameAs(previousHistogram)))) {
          count++;
        }
        previousHistogram = value;
      }
    }
    return count;
  }
}
