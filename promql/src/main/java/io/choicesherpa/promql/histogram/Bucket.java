package io.choicesherpa.promql.histogram;

import io.choicesherpa.promql.math.FloatMath;
import io.choicesherpa.promql.math.FloatText;

/**
 * A bucket of a native histogram with its bounds.
 *
 * @param lowerInclusive whether the lower bound belongs to it
 * @param upperInclusive whether the upper bound belongs to it
 */
record Bucket(
    double lower, double upper, boolean lowerInclusive, boolean upperInclusive, double count) {

  Bucket withBounds(double newLower, double newUpper) {
    return new Bucket(newLower, newUpper, lowerInclusive, upperInclusive, count);
  }

  boolean holdsZero() {
    return lower <= 0 && upper >= 0;
  }

  /** The share of the bucket below {@code value}: evenly spread, or evenly on a log scale. */
  double fractionBelow(double value, boolean linear) {
    if (linear) {
      return (value - lower) / (upper - lower);
    }
    double logLower = FloatMath.log2(Math.abs(lower));
    double logUpper = FloatMath.log2(Math.abs(upper));
    double logValue = FloatMath.log2(Math.abs(value));
    return value > 0
        ? (logValue - logLower) / (logUpper - logLower)
        : 1 - (logValue - logUpper) / (logLower - logUpper);
  }

  @Override
  public String toString() {
    return (lowerInclusive ? '[' : '(')
        + FloatText.general(lower)
        + ','
        + FloatText.general(upper)
        + (upperInclusive ? ']' : ')')
        + ':'
        + FloatText.general(count);
  }
}
