package io.choicesherpa.backend.testing;

import io.choicesherpa.telemetry.events.EventTelemetry;
import io.choicesherpa.telemetry.metrics.EventMetrics;
import io.choicesherpa.telemetry.metrics.MetricCatalogue;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;

/** Telemetry that can be looked at: spans in memory and metrics of a registry of their own. */
public final class RecordedTelemetry implements AutoCloseable {

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final OpenTelemetrySdk openTelemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(spans))
                  .build())
          .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
          .build();
  private final Tracing tracing = new Tracing(openTelemetry);
  private final Metrics metrics;
  private final EventTelemetry events;

  public RecordedTelemetry(MetricCatalogue... more) {
    MetricCatalogue all = StandardMetrics.CATALOGUE;
    for (MetricCatalogue catalogue : more) {
      all = all.plus(catalogue);
    }
    metrics = new Metrics(all);
    events = new EventTelemetry(tracing, new EventMetrics(metrics), "redis", System::nanoTime);
  }

  public Tracing tracing() {
    return tracing;
  }

  public Metrics metrics() {
    return metrics;
  }

  public EventTelemetry events() {
    return events;
  }

  /** Spans that have ended, by name. */
  public List<SpanData> spans(String name) {
    return spans.getFinishedSpanItems().stream()
        .filter(span -> span.getName().equals(name))
        .toList();
  }

  @Override
  public void close() {
    openTelemetry.close();
  }
}
