package io.choicesherpa.promql.script;

import io.choicesherpa.promql.histogram.FloatHistogram;
import io.choicesherpa.promql.histogram.HistogramSum;
import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.StaleMarker;
import java.util.List;

/** One item of a series notation, which may stand for many values. */
final class SequenceItem {

  /** More would be a mistake of the script or an attack on memory. */
  private static final int MAX_REPEATS = 1_000_000;

  private static final String HISTOGRAM_END = "}}";

  private SequenceItem() {}

  /**
   * Adds the values of {@code item}.
   *
   * @throws IllegalArgumentException when it is none
   */
  static void parse(String item, List<SequenceValue> values) {
    if (item.startsWith("{{")) {
      histogram(item, values);
    } else if (item.equals("stale")) {
      values.add(SequenceValue.of(StaleMarker.VALUE));
    } else if (item.equals("_")) {
      values.add(SequenceValue.OMITTED);
    } else if (item.startsWith("_x")) {
      repeat(SequenceValue.OMITTED, repeats(item.substring(2), item), values);
    } else {
      numbers(item, values);
    }
  }

  private static void numbers(String item, List<SequenceValue> values) {
    int times = item.lastIndexOf('x');
    if (times < 0) {
      values.add(SequenceValue.of(NumberForm.parse(item)));
      return;
    }
    int repeats = repeats(item.substring(times + 1), item);
    int sign = stepSign(item, times);
    double value = NumberForm.parse(item.substring(0, sign));
    double step = sign == times ? 0 : NumberForm.parse(item.substring(sign, times));
    // The first is not counted: it is the value at the start.
    for (int i = 0; i <= repeats; i++) {
      values.add(SequenceValue.of(value));
      value += step;
    }
  }

  /** Where the step's sign stands; {@code end} when there is no step. */
  private static int stepSign(String item, int end) {
    for (int i = end - 1; i > 0; i--) {
      char c = item.charAt(i);
      char before = item.charAt(i - 1);
      if ((c == '+' || c == '-') && before != 'e' && before != 'E') {
        return i;
      }
    }
    return end;
  }

  private static void histogram(String item, List<SequenceValue> values) {
    int end = item.indexOf(HISTOGRAM_END) + HISTOGRAM_END.length();
    if (end < HISTOGRAM_END.length()) {
      throw new IllegalArgumentException("histogram without end: " + item);
    }
    HistogramForm base = HistogramForm.parse(item.substring(0, end));
    String rest = item.substring(end);
    if (rest.isEmpty()) {
      values.add(base.value());
    } else if (rest.charAt(0) == 'x') {
      repeat(base.value(), repeats(rest.substring(1), item) + 1, values);
    } else {
      histograms(base, rest, item, values);
    }
  }

  private static void histograms(
      HistogramForm base, String rest, String item, List<SequenceValue> values) {
    int end = rest.indexOf(HISTOGRAM_END) + HISTOGRAM_END.length();
    int sign = rest.startsWith("+{{") ? 1 : rest.startsWith("-{{") ? -1 : 0;
    if (sign == 0 || end < HISTOGRAM_END.length() || !rest.startsWith("x", end)) {
      throw new IllegalArgumentException("unexpected " + rest + " after histogram in " + item);
    }
    HistogramForm step = HistogramForm.parse(rest.substring(1, end));
    int repeats = repeats(rest.substring(end + 1), item);
    Histogram current = base.histogram();
    values.add(SequenceValue.of(current, step.hintGiven()));
    for (int i = 0; i < repeats; i++) {
      if (current.schema() > step.histogram().schema()) {
        throw new IllegalArgumentException(
            "cannot add a histogram of schema "
                + step.histogram().schema()
                + " to one of schema "
                + current.schema());
      }
      current =
          HistogramSum.of(FloatHistogram.of(current), FloatHistogram.of(step.histogram()), sign)
              .value()
              .toModel();
      values.add(SequenceValue.of(current, step.hintGiven()));
    }
  }

  private static void repeat(SequenceValue value, int count, List<SequenceValue> values) {
    for (int i = 0; i < count; i++) {
      values.add(value);
    }
  }

  private static int repeats(String text, String item) {
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || text.length() > 8 || Integer.parseInt(text) > MAX_REPEATS) {
      throw new IllegalArgumentException("invalid repetition in " + item);
    }
    return Integer.parseInt(text);
  }
}
