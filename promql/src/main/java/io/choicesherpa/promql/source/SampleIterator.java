package io.choicesherpa.promql.source;

import io.choicesherpa.promql.model.Histogram;
import org.jspecify.annotations.Nullable;

/** Goes through samples without an object for each. Before the first {@link #next} on none. */
public interface SampleIterator {

  /** Moves to the next sample; false when there is none. */
  boolean next();

  /** When the sample was taken, in milliseconds since 1970. */
  long timestampMillis();

  /** The sample's value; of a histogram its sum, the stale marker included. */
  double value();

  /** The sample's native histogram; null when it is a number. */
  default @Nullable Histogram histogram() {
    return null;
  }

  /**
   * Since when the sample's counter counts, in milliseconds since 1970; 0 when that is not known.
   */
  default long startTimestampMillis() {
    return 0;
  }
}
