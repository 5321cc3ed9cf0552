package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.StartTimes;
import io.choicesherpa.promql.engine.data.Window;
import io.choicesherpa.promql.histogram.FloatHistogram;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often a series changed, and how often a counter started anew. */
final class ChangeFunctions {

  private ChangeFunctions() {}

  static void register(Map<String, RangeFunction> table) {
    table.put("changes", (window, call) -> count(window, call, false));
    table.put("resets", (window, call) -> count(window, call, true));
  }

  private static double count(Window window, RangeCall call, boolean resets) {
    if (call.isAnchored() && !window.startAtAnchor()) {
      return Column.ABSENT;
    }
    if (window.histogramCount() > 0) {
      return countMixed(window, resets);
    }
    double[] numbers = window.numbers();
    int count = 0;
    for (int i = window.from() + 1; i < window.to(); i++) {
      boolean counts =
          resets
              ? (numbers[i] < numbers[i - 1]) || isStartReset(window, i - window.from())
              : differ(numbers[i], numbers[i - 1]);
      if (counts) {
        count++;
      }
    }
    return count;
  }

  private static boolean isStartReset(Window window, int index) {
    return window.hasStarts()
        && StartTimes.isReset(
            window.start(index - 1),
            window.time(index - 1),
            window.start(index),
            window.time(index));
  }

  private static boolean differ(double a, double b) {
    return a != b && !(Double.isNaN(a) && Double.isNaN(b));
  }

  /** Goes through numbers and histograms in the order of time. */
  private static double countMixed(Window window, boolean resets) {
    int number = 0;
    int histogram = 0;
    int count = 0;
    Seen previous = null;
    while (number < window.count() || histogram < window.histogramCount()) {
      boolean takeNumber =
          histogram >= window.histogramCount()
              || (number < window.count() && window.time(number) < window.histogramTime(histogram));
      Seen current =
          takeNumber
              ? new Seen(window.number(number), null, window.time(number), window.start(number))
              : new Seen(
                  0,
                  window.histogram(histogram),
                  window.histogramTime(histogram),
                  window.histogramStart(histogram));
      if (takeNumber) {
        number++;
      } else {
        histogram++;
      }
      if (previous != null && (resets ? current.resets(previous) : current.differs(previous))) {
        count++;
      }
      previous = current;
    }
    return count;
  }

  /** A sample with since when it counts. */
  private record Seen(double number, @Nullable FloatHistogram histogram, long time, long start) {

    boolean differs(Seen previous) {
      FloatHistogram before = previous.histogram;
      if (histogram == null || before == null) {
        return (histogram == null) != (before == null) || differ(number, previous.number);
      }
      return !histogram.sameAs(before);
    }

    boolean resets(Seen previous) {
      FloatHistogram before = previous.histogram;
      if ((histogram == null) != (before == null)
          || StartTimes.isReset(previous.start, previous.time, start, time)) {
        return true;
      }
      if (histogram == null || before == null) {
        return number < previous.number;
      }
      return histogram.isResetAfter(before);
    }
  }
}
