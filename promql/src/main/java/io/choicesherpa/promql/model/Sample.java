package io.choicesherpa.promql.model;

import org.jspecify.annotations.Nullable;

/**
 * A series' value at one time.
 *
 * @param timestampMillis since 1970
 * @param value the number; with a histogram its sum
 * @param histogram null when the sample is a number
 */
public record Sample(
    Labels labels, long timestampMillis, double value, @Nullable Histogram histogram) {

  /** A sample that is a number. */
  public Sample(Labels labels, long timestampMillis, double value) {
    this(labels, timestampMillis, value, null);
  }
}
