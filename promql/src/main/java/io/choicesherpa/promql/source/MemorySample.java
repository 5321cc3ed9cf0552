package io.choicesherpa.promql.source;

import io.choicesherpa.promql.model.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A sample of {@link MemorySeries}.
 *
 * @param timestampMillis since 1970
 * @param value the number, the marker of staleness too; of a histogram its sum
 * @param histogram null when the sample is a number
 * @param startTimestampMillis since when it counts; 0 when that is not known
 */
public record MemorySample(
    long timestampMillis, double value, @Nullable Histogram histogram, long startTimestampMillis) {

  /** A number. */
  public static MemorySample of(long timestampMillis, double value) {
    return new MemorySample(timestampMillis, value, null, 0);
  }

  /** A native histogram. */
  public static MemorySample of(long timestampMillis, Histogram histogram) {
    return new MemorySample(timestampMillis, histogram.sum(), histogram, 0);
  }

  /** The same with a start. */
  public MemorySample startingAt(long startMillis) {
    return new MemorySample(timestampMillis, value, histogram, startMillis);
  }
}
