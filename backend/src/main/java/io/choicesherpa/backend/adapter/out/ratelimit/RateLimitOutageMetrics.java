package io.choicesherpa.backend.adapter.out.ratelimit;

import static io.choicesherpa.telemetry.metrics.LabelDefinition.closed;
import static io.choicesherpa.telemetry.metrics.MetricDefinition.counter;

import io.choicesherpa.telemetry.metrics.CounterFamily;
import io.choicesherpa.telemetry.metrics.MetricCatalogue;
import io.choicesherpa.telemetry.metrics.MetricDefinition;
import io.choicesherpa.telemetry.metrics.Metrics;

/** Counts what was let through unchecked. Thread-safe. */
final class RateLimitOutageMetrics {

  static final MetricDefinition UNCHECKED =
      counter("rate_limit_unchecked_total")
          .help("Requests let through without a check, because the rate limiter was away.")
          .label(closed("resource", "messages", "sessions"))
          .build();

  static final MetricCatalogue CATALOGUE = MetricCatalogue.of(UNCHECKED);

  private final CounterFamily unchecked;

  RateLimitOutageMetrics(Metrics metrics) {
    unchecked = metrics.counter(UNCHECKED);
  }

  void unchecked(String resource) {
    unchecked.labels(resource).inc();
  }
}
