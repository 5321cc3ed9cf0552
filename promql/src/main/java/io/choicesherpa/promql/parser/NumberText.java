package io.choicesherpa.promql.parser;

import java.math.BigInteger;

/** Reads and writes numbers as PromQL writes them. */
final class NumberText {

  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private NumberText() {}

  /**
   * The value of a number's text.
   *
   * @throws IllegalArgumentException when it is none or too large
   */
  static double parse(String text) {
    if (Words.equalsIgnoringCase(text, "inf")) {
      return Double.POSITIVE_INFINITY;
    }
    if (Words.equalsIgnoringCase(text, "nan")) {
      return Double.NaN;
    }
    String digits = text.replace("_", "");
    if (digits.startsWith("0x") || digits.startsWith("0X")) {
      return integer(text, digits.substring(2), 16);
    }
    if (isOctal(digits)) {
      return integer(text, digits, 8);
    }
    double value = Double.parseDouble(digits);
    if (Double.isInfinite(value)) {
      throw new IllegalArgumentException("number out of range: " + text);
    }
    return value;
  }

  private static boolean isOctal(String digits) {
    return digits.length() > 1
        && digits.charAt(0) == '0'
        && digits.chars().allMatch(c -> c >= '0' && c <= '7');
  }

  private static double integer(String text, String digits, int radix) {
    if (digits.isEmpty()) {
      throw new IllegalArgumentException("not a number: " + text);
    }
    BigInteger value = new BigInteger(digits, radix);
    if (value.compareTo(MAX) > 0) {
      if (radix == 8) {
        return Double.parseDouble(digits);
      }
      throw new IllegalArgumentException("number out of range: " + text);
    }
    return value.longValue();
  }

  /** The shortest text that reads as {@code value}, with its sign. */
  static String format(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    long whole = (long) value;
    if (whole == value && Math.abs(whole) < 1_000_000_000_000_000L && !isNegativeZero(value)) {
      return Long.toString(whole);
    }
    String text = Double.toString(value).replace(".0E", "e").replace("E", "e");
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static boolean isNegativeZero(double value) {
    return value == 0 && Double.doubleToRawLongBits(value) != 0;
  }
}
