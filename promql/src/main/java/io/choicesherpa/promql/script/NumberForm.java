package io.choicesherpa.promql.script;

import io.choicesherpa.promql.model.StaleMarker;

/** Numbers in scripts. */
final class NumberForm {

  private NumberForm() {}

  /**
   * A number with an optional sign: {@code Inf} and {@code NaN} in any case.
   *
   * @throws IllegalArgumentException when {@code text} is none
   */
  static double parse(String text) {
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    double value =
        digits.equalsIgnoreCase("inf")
            ? Double.POSITIVE_INFINITY
            : digits.equalsIgnoreCase("nan") ? Double.NaN : unsigned(digits, text);
    return negative ? -value : value;
  }

  private static double unsigned(String digits, String text) {
    boolean plain =
        !digits.isEmpty() && digits.chars().allMatch(c -> "0123456789.eE+-_".indexOf(c) >= 0);
    if (!plain || "+-eE_".indexOf(digits.charAt(0)) >= 0) {
      throw new IllegalArgumentException("not a number: " + text);
    }
    try {
      return Double.parseDouble(digits.replace("_", ""));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a number: " + text, e);
    }
  }

  /** Whether {@code text} is a number. */
  static boolean is(String text) {
    try {
      parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static String format(double value) {
    if (StaleMarker.is(value)) {
      return "stale";
    } else if (Double.isNaN(value)) {
      return "NaN";
    } else if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return value == (long) value ? Long.toString((long) value) : Double.toString(value);
  }
}
