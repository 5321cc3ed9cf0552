package io.choicesherpa.console.logql;

/**
 * What one query may cost.
 *
 * @param series how many series any part of it may have
 * @param steps how many points in time it may ask for
 * @param samples how many lines functions over time may keep at once
 * @param timeoutNanos how long it may take
 */
public record Limits(int series, int steps, int samples, long timeoutNanos) {

  /** 2,000 series, 11,000 steps, 2,000,000 samples, 20 s. */
  public static final Limits DEFAULT = new Limits(2_000, 11_000, 2_000_000, 20_000_000_000L);
}
