package io.choicesherpa.promql;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits and habits of an engine. Immutable.
 *
 * @param lookback how old the newest sample of a series may be and still count; 5 min by default
 * @param maxSamples how many samples a query may hold in memory, 50 million by default
 * @param maxSeries how many series a query may read, 1 million by default
 * @param timeout how long a query may take, 2 min by default
 * @param subqueryStep the step of a subquery that names none, 1 min by default
 * @param experimental whether experimental functions and operators are allowed, off by default
 * @param delayedNameRemoval whether the metric's name goes at the end of a query in place of as
 *     soon as it no longer tells what the values are, off by default
 * @param startTimestamps whether functions of counters heed since when samples count, off by
 *     default
 * @param nanoTime what the timeout is measured with
 */
public record EngineOptions(
    Duration lookback,
    long maxSamples,
    int maxSeries,
    Duration timeout,
    Duration subqueryStep,
    boolean experimental,
    boolean delayedNameRemoval,
    boolean startTimestamps,
    LongSupplier nanoTime) {

  private static final EngineOptions DEFAULTS =
      new EngineOptions(
          Duration.ofMinutes(5),
          50_000_000,
          1_000_000,
          Duration.ofMinutes(2),
          Duration.ofMinutes(1),
          false,
          false,
          false,
          System::nanoTime);

  /**
   * Checks each limit.
   *
   * @throws IllegalArgumentException on a limit that is zero or negative
   */
  public EngineOptions {
    requirePositive("lookback", lookback.toMillis());
    requirePositive("maxSamples", maxSamples);
    requirePositive("maxSeries", maxSeries);
    requirePositive("timeout", timeout.toMillis());
    requirePositive("subqueryStep", subqueryStep.toMillis());
  }

  /** The defaults. */
  public static EngineOptions defaults() {
    return DEFAULTS;
  }

  /** These options with another look-back. */
  public EngineOptions withLookback(Duration value) {
    return new EngineOptions(
        value,
        maxSamples,
        maxSeries,
        timeout,
        subqueryStep,
        experimental,
        delayedNameRemoval,
        startTimestamps,
        nanoTime);
  }

  /** These options with other limits of size. */
  public EngineOptions withLimits(long samples, int series) {
    return new EngineOptions(
        lookback,
        samples,
        series,
        timeout,
        subqueryStep,
        experimental,
        delayedNameRemoval,
        startTimestamps,
        nanoTime);
  }

  /** These options with another limit of time, measured with {@code clock}. */
  public EngineOptions withTimeout(Duration value, LongSupplier clock) {
    return new EngineOptions(
        lookback,
        maxSamples,
        maxSeries,
        value,
        subqueryStep,
        experimental,
        delayedNameRemoval,
        startTimestamps,
        clock);
  }

  /** These options with another default step of subqueries. */
  public EngineOptions withSubqueryStep(Duration value) {
    return new EngineOptions(
        lookback,
        maxSamples,
        maxSeries,
        timeout,
        value,
        experimental,
        delayedNameRemoval,
        startTimestamps,
        nanoTime);
  }

  /** These options with experimental functions and operators allowed or not. */
  public EngineOptions withExperimental(boolean value) {
    return new EngineOptions(
        lookback,
        maxSamples,
        maxSeries,
        timeout,
        subqueryStep,
        value,
        delayedNameRemoval,
        startTimestamps,
        nanoTime);
  }

  /** These options with metric names dropped late or at once. */
  public EngineOptions withDelayedNameRemoval(boolean value) {
    return new EngineOptions(
        lookback,
        maxSamples,
        maxSeries,
        timeout,
        subqueryStep,
        experimental,
        value,
        startTimestamps,
        nanoTime);
  }

  /** These options with start timestamps heeded or not. */
  public EngineOptions withStartTimestamps(boolean value) {
    return new EngineOptions(
        lookback,
        maxSamples,
        maxSeries,
        timeout,
        subqueryStep,
        experimental,
        delayedNameRemoval,
        value,
        nanoTime);
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " " + value + " <= 0");
    }
  }
}
