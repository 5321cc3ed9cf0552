package io.choicesherpa.promql.model;

import org.jspecify.annotations.Nullable;

/**
 * A value at one time.
 *
 * @param timestampMillis since 1970
 * @param value the number; with a histogram its sum
 * @param histogram null when the value is a number
 */
public record Point(long timestampMillis, double value, @Nullable Histogram histogram) {

  /** A point that is a number. */
  public Point(long timestampMillis, double value) {
    this(timestampMillis, value, null);
  }
}
