package io.choicesherpa.promql.math;

import java.util.Arrays;

/** Functions of numbers that Java lacks or answers otherwise than PromQL. */
public final class FloatMath {

  private static final double LN_2 = Math.log(2);

  private FloatMath() {}

  /** The larger; infinity wins over NaN. */
  public static double max(double a, double b) {
    if (a == Double.POSITIVE_INFINITY || b == Double.POSITIVE_INFINITY) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.max(a, b);
  }

  /** The smaller; negative infinity wins over NaN. */
  public static double min(double a, double b) {
    if (a == Double.NEGATIVE_INFINITY || b == Double.NEGATIVE_INFINITY) {
      return Double.NEGATIVE_INFINITY;
    }
    return Math.min(a, b);
  }

  /** The logarithm to base 2, exact for powers of 2. */
  public static double log2(double x) {
    if (!(x > 0) || Double.isInfinite(x) || x < Double.MIN_NORMAL) {
      return Math.log(x) / LN_2;
    }
    int exponent = Math.getExponent(x) + 1;
    double fraction = Math.scalb(x, -exponent);
    return fraction == 0.5 ? exponent - 1 : Math.log(fraction) * (1 / LN_2) + exponent;
  }

  /** {@code base} to the power of {@code exponent}, where 1 to any power is 1. */
  public static double pow(double base, double exponent) {
    if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
      return 1;
    }
    return Math.pow(base, exponent);
  }

  /** The inverse hyperbolic sine. */
  public static double asinh(double x) {
    if (Double.isNaN(x) || Double.isInfinite(x) || x == 0) {
      return x;
    }
    double a = Math.abs(x);
    double result =
        a > 1 << 28
            ? Math.log(a) + LN_2
            : a > 2
                ? Math.log(2 * a + 1 / (Math.sqrt(a * a + 1) + a))
                : Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a)));
    return Math.copySign(result, x);
  }

  /** The inverse hyperbolic cosine; NaN below 1. */
  public static double acosh(double x) {
    if (x < 1 || Double.isNaN(x)) {
      return Double.NaN;
    }
    if (x >= 1 << 28) {
      return Math.log(x) + LN_2;
    }
    if (x > 2) {
      return Math.log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
    }
    double t = x - 1;
    return Math.log1p(t + Math.sqrt(2 * t + t * t));
  }

  /** The inverse hyperbolic tangent; NaN beyond 1. */
  public static double atanh(double x) {
    double a = Math.abs(x);
    if (a > 1 || Double.isNaN(x)) {
      return Double.NaN;
    }
    return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
  }

  /**
   * The φ-quantile of the first {@code count} of {@code values}, which are sorted by it, NaN first;
   * between two values by their distance.
   */
  public static double quantile(double phi, double[] values, int count) {
    if (count == 0 || Double.isNaN(phi)) {
      return Double.NaN;
    }
    if (phi < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (phi > 1) {
      return Double.POSITIVE_INFINITY;
    }
    sortNanFirst(values, count);
    double rank = phi * (count - 1);
    int lower = (int) Math.max(0, Math.floor(rank));
    int upper = Math.min(count - 1, lower + 1);
    double weight = rank - Math.floor(rank);
    return weight == 0 ? values[lower] : values[lower] * (1 - weight) + values[upper] * weight;
  }

  /** Sorts the first {@code count} of {@code values} ascending, with NaN before all numbers. */
  public static void sortNanFirst(double[] values, int count) {
    Arrays.sort(values, 0, count);
    int nans = 0;
    while (nans < count && Double.isNaN(values[count - 1 - nans])) {
      nans++;
    }
    if (nans > 0) {
      System.arraycopy(values, 0, values, nans, count - nans);
      Arrays.fill(values, 0, nans, Double.NaN);
    }
  }
}
