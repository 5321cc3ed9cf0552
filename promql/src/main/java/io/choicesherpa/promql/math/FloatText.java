package io.choicesherpa.promql.math;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Numbers as Go prints them, with as few digits as tell them from all others. */
public final class FloatText {

  /** As many digits always suffice. */
  private static final int MAX_DIGITS = 17;

  /** Below this each whole number is exact. */
  private static final double MAX_EXACT_INTEGER = 0x1p53;

  /** From so many digits before the point on, the shortest form has an exponent. */
  private static final int SHORTEST_PLAIN_DIGITS = 6;

  private FloatText() {}

  /** Without an exponent, as {@code strconv.FormatFloat(x, 'f', -1, 64)}. */
  public static String plain(double value) {
    String special = special(value);
    return special != null ? special : signed(value, shortest(value).toPlainString());
  }

  /** With an exponent where it is below -4 or at least 6 digits are before it, as {@code %g}. */
  public static String general(double value) {
    String special = special(value);
    if (special != null) {
      return special;
    }
    if (value == 0) {
      return signed(value, "0");
    }
    return signed(value, general(shortest(value), SHORTEST_PLAIN_DIGITS));
  }

  /** Always with an exponent, as {@code strconv.FormatFloat(x, 'e', -1, 64)}. */
  public static String scientific(double value) {
    String special = special(value);
    if (special != null) {
      return special;
    }
    return signed(value, value == 0 ? "0e+00" : withExponent(shortest(value)));
  }

  /** As {@code %.<digits>g}. */
  public static String general(double value, int digits) {
    String special = special(value);
    if (special != null) {
      return special;
    }
    if (value == 0) {
      return signed(value, "0");
    }
    BigDecimal rounded =
        new BigDecimal(Math.abs(value)).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    return signed(value, general(rounded.stripTrailingZeros(), digits));
  }

  private static String general(BigDecimal decimal, int digits) {
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent >= -4 && exponent < digits) {
      return decimal.toPlainString();
    }
    return withExponent(decimal);
  }

  private static String withExponent(BigDecimal decimal) {
    int exponent = decimal.precision() - decimal.scale() - 1;
    String unscaled = decimal.unscaledValue().toString();
    String mantissa =
        unscaled.length() == 1 ? unscaled : unscaled.charAt(0) + "." + unscaled.substring(1);
    int size = Math.abs(exponent);
    return mantissa + 'e' + (exponent < 0 ? '-' : '+') + (size < 10 ? "0" : "") + size;
  }

  private static BigDecimal shortest(double value) {
    double absolute = Math.abs(value);
    if (absolute < MAX_EXACT_INTEGER && absolute == Math.rint(absolute)) {
      return withoutTrailingZeros(BigDecimal.valueOf((long) absolute));
    }
    BigDecimal known = new BigDecimal(Double.toString(absolute));
    int digits = Math.min(MAX_DIGITS, known.stripTrailingZeros().precision());
    BigDecimal exact = new BigDecimal(absolute);
    BigDecimal shortest = known;
    while (--digits > 0) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() != absolute) {
        break;
      }
      shortest = rounded;
    }
    return withoutTrailingZeros(shortest);
  }

  private static BigDecimal withoutTrailingZeros(BigDecimal decimal) {
    return decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
  }

  private static String signed(double value, String absolute) {
    return Math.copySign(1, value) < 0 ? "-" + absolute : absolute;
  }

  private static @Nullable String special(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return null;
  }
}
