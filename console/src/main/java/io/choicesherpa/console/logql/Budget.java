package io.choicesherpa.console.logql;

import java.util.function.LongSupplier;

/** What one query has cost so far. Not thread-safe. */
final class Budget {

  private static final int CHECK_EVERY = 256;

  private final Limits limits;
  private final LongSupplier nanoTime;
  private final long start;
  private long lines;
  private long bytes;
  private long samples;

  Budget(Limits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  void line(long size) {
    lines++;
    bytes += size;
    if (lines % CHECK_EVERY == 0) {
      checkTime();
    }
  }

  void checkTime() {
    if (nanoTime.getAsLong() - start > limits.timeoutNanos()) {
      throw new LogQlException(
          "the query took longer than " + limits.timeoutNanos() / 1_000_000 + " ms");
    }
  }

  void sample() {
    if (++samples > limits.samples()) {
      throw new LogQlException("the query needs more than " + limits.samples() + " lines at once");
    }
  }

  void series(int count) {
    if (count > limits.series()) {
      throw new LogQlException("the query has more than " + limits.series() + " series");
    }
  }

  QueryStats stats() {
    return new QueryStats(lines, bytes, nanoTime.getAsLong() - start);
  }
}
