package io.choicesherpa.console.query;

import java.util.concurrent.atomic.LongAdder;

/** Counts the queries that came. Thread-safe. */
public final class QueryFigures {

  private final LongAdder queries = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LongAdder samples = new LongAdder();

  void done(long tookNanos, long samplesRead) {
    queries.increment();
    nanos.add(tookNanos);
    samples.add(samplesRead);
  }

  void failed(long tookNanos) {
    queries.increment();
    failures.increment();
    nanos.add(tookNanos);
  }

  /** Queries that came, failed ones among them. */
  public long queries() {
    return queries.sum();
  }

  /** Queries without an answer. */
  public long failures() {
    return failures.sum();
  }

  /** Time spent on all of them. */
  public double seconds() {
    return nanos.sum() / 1e9;
  }

  /** Samples read for all of them. */
  public long samples() {
    return samples.sum();
  }
}
