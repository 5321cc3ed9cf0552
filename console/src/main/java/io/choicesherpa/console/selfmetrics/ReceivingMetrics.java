package io.choicesherpa.console.selfmetrics;

import io.choicesherpa.console.receive.Signal;
import io.choicesherpa.console.receive.SignalFigures;
import io.choicesherpa.console.scrape.TargetState;
import io.choicesherpa.console.scrape.TargetState.Health;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;

/** What comes in, and what of it is turned away. */
final class ReceivingMetrics {

  private static final String OTLP = "otlp";
  private static final String REMOTE_WRITE = "remote_write";
  private static final String METRICS = "metrics";
  private static final List<String> BY_PROTOCOL = List.of("protocol", "signal");

  private final MeasuredParts parts;

  ReceivingMetrics(MeasuredParts parts) {
    this.parts = parts;
  }

  void register(PrometheusRegistry registry) {
    Callbacks callbacks = new Callbacks(registry);
    callbacks.counter(
        "console_received_requests_total",
        "Requests that could be read.",
        BY_PROTOCOL,
        values -> {
          for (Signal signal : Signal.values()) {
            values.put(figures(signal).requests(), OTLP, signal.word());
          }
          long read = parts.remoteWrite().requests() - parts.remoteWrite().malformedRequests();
          values.put(read, REMOTE_WRITE, METRICS);
        });
    callbacks.counter(
        "console_received_items_total",
        "Spans, log records, data points and samples that were kept.",
        BY_PROTOCOL,
        values -> {
          for (Signal signal : Signal.values()) {
            values.put(figures(signal).acceptedItems(), OTLP, signal.word());
          }
          values.put(parts.remoteWrite().samples(), REMOTE_WRITE, METRICS);
        });
    callbacks.counter(
        "console_refused_items_total",
        "Spans, log records, data points and samples that were not kept; their sender was told.",
        BY_PROTOCOL,
        values -> {
          for (Signal signal : Signal.values()) {
            values.put(figures(signal).refusedItems(), OTLP, signal.word());
          }
          values.put(parts.remoteWrite().rejectedSamples(), REMOTE_WRITE, METRICS);
        });
    callbacks.counter(
        "console_refused_requests_total",
        "Requests that were turned away whole.",
        List.of("protocol", "reason"),
        values -> {
          values.put(parts.receivers().malformedRequests(), OTLP, "malformed");
          values.put(parts.receivers().tooLargeRequests(), OTLP, "too_large");
          // One gate stands before both.
          values.put(parts.receivers().overloadedRequests(), "any", "overloaded");
          values.put(parts.remoteWrite().malformedRequests(), REMOTE_WRITE, "malformed");
        });
    callbacks.gauge(
        "console_scrape_targets",
        "Targets by how they were found the last time.",
        List.of("health"),
        values -> {
          List<TargetState> states = parts.scraper().states();
          for (Health health : Health.values()) {
            values.put(
                states.stream().filter(state -> state.health() == health).count(), health.word());
          }
        });
  }

  private SignalFigures figures(Signal signal) {
    return parts.receivers().signal(signal);
  }
}
