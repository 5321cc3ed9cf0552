package io.choicesherpa.console.store;

/** Takes samples in. Thread-safe. */
public interface SeriesSink {

  /**
   * The series with these labels, made when it is not there yet.
   *
   * @return a handle to keep for the next samples; {@link Series#DROPPED} when the store is full
   */
  Series series(Labels labels);

  /** Appends one sample; a time that is not after the series' last one is ignored. */
  void append(Series series, long timeMillis, double value);
}
