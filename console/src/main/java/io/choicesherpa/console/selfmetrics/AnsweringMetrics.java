package io.choicesherpa.console.selfmetrics;

import io.choicesherpa.console.query.QueryFigures;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;

/** What is asked. */
final class AnsweringMetrics {

  private final QueryFigures queries;

  AnsweringMetrics(MeasuredParts parts) {
    this.queries = parts.queries();
  }

  void register(PrometheusRegistry registry) {
    Callbacks callbacks = new Callbacks(registry);
    callbacks.counter(
        "console_queries_total",
        "PromQL queries that came by the query API.",
        List.of(),
        values -> values.put(queries.queries()));
    callbacks.counter(
        "console_query_failures_total",
        "Of them those without an answer.",
        List.of(),
        values -> values.put(queries.failures()));
    callbacks.counter(
        "console_query_seconds_total",
        "Time spent on them.",
        List.of(),
        values -> values.put(queries.seconds()));
    callbacks.counter(
        "console_query_samples_total",
        "Samples read for them.",
        List.of(),
        values -> values.put(queries.samples()));
  }
}
