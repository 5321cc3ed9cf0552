package io.choicesherpa.console.alerting;

import java.math.BigDecimal;
import java.util.Locale;

/** Values as Prometheus's alerts show them: always with an exponent. */
final class FloatTexts {

  private FloatTexts() {}

  static String scientific(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0e+00" : "0e+00";
    }
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    return String.format(
        Locale.ROOT,
        "%se%s%02d",
        decimal.movePointLeft(exponent).toPlainString(),
        exponent < 0 ? "-" : "+",
        Math.abs(exponent));
  }
}
