package io.choicesherpa.promql.model;

import java.util.List;

/**
 * A native histogram with float counts, as PromQL works on them. Immutable.
 *
 * @param schema the resolution: -4 to 8 for exponential buckets whose bounds grow by 2^(2^-schema);
 *     {@value #CUSTOM_BUCKETS} for buckets of given bounds
 * @param zeroThreshold values up to this, and down to its negative, are in the zero bucket
 * @param zeroCount observations in the zero bucket
 * @param count all observations
 * @param sum of all observations
 * @param positive buckets above zero; with given bounds all buckets
 * @param negative buckets below zero; empty with given bounds
 * @param customBounds upper bounds of the buckets, ascending, without +Inf; empty unless the schema
 *     is {@value #CUSTOM_BUCKETS}
 * @param counterReset what is known of a reset before this sample
 * @see <a href="https://prometheus.io/docs/specs/native_histograms/">Native histograms</a>
 */
public record Histogram(
    int schema,
    double zeroThreshold,
    double zeroCount,
    double count,
    double sum,
    Buckets positive,
    Buckets negative,
    List<Double> customBounds,
    CounterReset counterReset) {

  /** The schema of histograms with given bounds. */
  public static final int CUSTOM_BUCKETS = -53;

  /** Copies the bounds. */
  public Histogram {
    customBounds = List.copyOf(customBounds);
  }

  /** What is known of a counter reset between the sample before and this one. */
  public enum CounterReset {
    /** Nothing. */
    UNKNOWN,
    /** There was one. */
    RESET,
    /** There was none. */
    NOT_RESET,
    /** The histogram is a gauge: resets mean nothing. */
    GAUGE
  }

  /**
   * Buckets of one side, run by run.
   *
   * @param offset index of the first bucket
   * @param counts of consecutive buckets from there; zero for those that are empty
   */
  public record Buckets(int offset, List<Double> counts) {

    /** No bucket. */
    public static final Buckets NONE = new Buckets(0, List.of());

    /** Copies the counts. */
    public Buckets {
      counts = List.copyOf(counts);
    }
  }
}
