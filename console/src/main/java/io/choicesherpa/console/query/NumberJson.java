package io.choicesherpa.console.query;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Times and values as Prometheus writes them: seconds as a number, values as text. */
final class NumberJson {

  private static final double EXACT_WHOLE = 1e15;
  private static final double SMALLEST_PLAIN = 1e-6;
  private static final double LARGEST_PLAIN = 1e21;
  private static final int SURE_DIGITS = 15;

  private NumberJson() {}

  /** Seconds with milliseconds where there are some. */
  static void writeTime(JsonGenerator out, long millis) throws IOException {
    StringBuilder text = new StringBuilder(16);
    long absolute = Math.abs(millis);
    if (millis < 0) {
      text.append('-');
    }
    text.append(absolute / 1000);
    int fraction = (int) (absolute % 1000);
    if (fraction != 0) {
      text.append('.');
      text.append(fraction < 100 ? "0" : "").append(fraction < 10 ? "0" : "").append(fraction);
    }
    out.writeNumber(text.toString());
  }

  /** With as few digits as tell the number from all others. */
  static String text(double value) {
    if (value == Math.rint(value) && Math.abs(value) < EXACT_WHOLE) {
      boolean negativeZero = value == 0 && Double.doubleToRawLongBits(value) != 0;
      return negativeZero ? "-0" : Long.toString((long) value);
    }
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    double absolute = Math.abs(value);
    BigDecimal digits = shortest(value);
    return absolute < SMALLEST_PLAIN || absolute >= LARGEST_PLAIN
        ? withExponent(digits)
        : digits.toPlainString();
  }

  /** Older Java versions sometimes print a digit too many. */
  private static BigDecimal shortest(double value) {
    BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    while (digits.precision() > 1) {
      BigDecimal shorter =
          digits.round(new MathContext(digits.precision() - 1, RoundingMode.HALF_EVEN));
      boolean mayBeTooLong = digits.precision() > SURE_DIGITS || Math.abs(value) < 1e-300;
      if (!mayBeTooLong || shorter.doubleValue() != value) {
        return digits;
      }
      digits = shorter.stripTrailingZeros();
    }
    if (value == Double.MIN_VALUE || value == -Double.MIN_VALUE) {
      return new BigDecimal(value > 0 ? "5e-324" : "-5e-324");
    }
    return digits;
  }

  private static String withExponent(BigDecimal digits) {
    String unscaled = digits.unscaledValue().abs().toString();
    int exponent = digits.precision() - digits.scale() - 1;
    StringBuilder text = new StringBuilder();
    if (digits.signum() < 0) {
      text.append('-');
    }
    text.append(unscaled.charAt(0));
    if (unscaled.length() > 1) {
      text.append('.').append(unscaled, 1, unscaled.length());
    }
    int size = Math.abs(exponent);
    return text.append('e')
        .append(exponent < 0 ? '-' : '+')
        .append(size < 10 ? "0" : "")
        .append(size)
        .toString();
  }
}
