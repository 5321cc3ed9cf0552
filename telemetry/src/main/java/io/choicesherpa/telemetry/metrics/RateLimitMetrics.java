package io.choicesherpa.telemetry.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;

/** What is measured of rate limits. Thread-safe. */
public final class RateLimitMetrics {

  private final CounterFamily hits;

  /** Takes the metric of the catalogue. */
  public RateLimitMetrics(Metrics metrics) {
    hits = metrics.counter(StandardMetrics.RATE_LIMIT_HITS);
  }

  /** Requests refused; asked for at start-up, the series exists at 0. */
  public CounterDataPoint hits(String scope, String resource) {
    return hits.labels(scope, resource);
  }
}
