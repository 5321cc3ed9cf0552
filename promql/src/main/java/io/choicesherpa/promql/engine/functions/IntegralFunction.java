package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.Window;
import io.choicesherpa.promql.math.CompensatedSum;
import io.choicesherpa.promql.math.FloatText;
import java.util.Map;

/**
 * The area under a series, in its unit times seconds: by the value at the left of each interval, by
 * that at the right, or by the mean of both. NaN counts as zero.
 */
final class IntegralFunction {

  private static final int LEFT = 0;
  private static final int RIGHT = 1;
  private static final int MEAN = 2;

  private IntegralFunction() {}

  static void register(Map<String, RangeFunction> table) {
    table.put("integral", IntegralFunction::apply);
  }

  private static double apply(Window window, RangeCall call) {
    if (!OverTimeFunctions.hasNumbers(window, call)) {
      return Column.ABSENT;
    }
    int strategy = strategy(call);
    CompensatedSum sum = new CompensatedSum();
    for (int i = 1; i < window.count(); i++) {
      double left = nanAsZero(window.number(i - 1));
      double right = nanAsZero(window.number(i));
      double seconds = (window.time(i) - window.time(i - 1)) / 1000.0;
      double height = 0;
      double lost = 0;
      if (strategy == LEFT) {
        height = left;
      } else if (strategy == RIGHT) {
        height = right;
      } else if (left != 0 || right != 0) {
        CompensatedSum both = new CompensatedSum();
        both.reset(left);
        both.add(right);
        height = both.sum() / 2;
        lost = both.compensation() / 2;
        if (Double.isInfinite(height) && !Double.isInfinite(left) && !Double.isInfinite(right)) {
          both.reset(left / 2);
          both.add(right / 2);
          height = both.sum();
          lost = both.compensation();
        }
      }
      if (height != 0 || lost != 0) {
        sum.set(sum.sum(), sum.compensation() + lost * seconds);
        sum.add(height * seconds);
      }
    }
    return sum.value();
  }

  private static int strategy(RangeCall call) {
    if (call.scalarCount() == 0) {
      return MEAN;
    }
    double wanted = call.scalar(0);
    if (wanted == LEFT || wanted == RIGHT || wanted == MEAN) {
      return (int) wanted;
    }
    call.annotations()
        .warn(
            "strategy should be 0, 1, or 2 (default), using 2, got " + FloatText.general(wanted),
            call.position(1));
    return MEAN;
  }

  private static double nanAsZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }
}
