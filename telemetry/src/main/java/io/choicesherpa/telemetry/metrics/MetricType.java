package io.choicesherpa.telemetry.metrics;

/** What a metric does over time. */
public enum MetricType {
  /** Only grows; its name ends in {@code _total}. */
  COUNTER,
  /** Goes up and down. */
  GAUGE,
  /** A distribution, kept as classic buckets and, for scrapers that ask, as a native histogram. */
  HISTOGRAM
}
