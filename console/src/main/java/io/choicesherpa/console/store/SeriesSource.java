package io.choicesherpa.console.store;

import java.util.List;

/** Answers questions about kept series. Thread-safe. */
public interface SeriesSource {

  /** Series of the metric with at least one sample at or after {@code sinceMillis}. */
  List<SeriesSlice> select(String metric, long sinceMillis);

  /** Figures; items are samples, refused ones those of series that found no room. */
  StoreFigures figures();

  /** How many series are held now. */
  int seriesCount();

  /**
   * Samples of one series, by time.
   *
   * @param labels the series
   * @param timesMillis epoch milliseconds
   * @param values beside the times, same length
   */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier; nobody compares slices
  record SeriesSlice(Labels labels, long[] timesMillis, double[] values) {}
}
