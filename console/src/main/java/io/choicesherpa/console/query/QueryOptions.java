package io.choicesherpa.console.query;

import java.time.Duration;

/**
 * Limits of queries.
 *
 * @param timeout of one query, whatever it asks for
 * @param maxSamples samples that one query may hold in memory
 * @param maxConcurrent queries at once, 1 or more; further ones wait
 */
public record QueryOptions(Duration timeout, long maxSamples, int maxConcurrent) {

  /** Checks the sizes. */
  public QueryOptions {
    if (timeout.isNegative() || timeout.isZero() || maxSamples < 1 || maxConcurrent < 1) {
      throw new IllegalArgumentException(
          "below 1: " + timeout + ", " + maxSamples + ", " + maxConcurrent);
    }
  }
}
