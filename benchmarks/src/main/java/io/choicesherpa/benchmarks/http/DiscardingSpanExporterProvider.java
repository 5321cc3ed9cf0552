package io.choicesherpa.benchmarks.http;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/** Lets {@code OTEL_TRACES_EXPORTER} choose {@link DiscardingSpanExporter}; loaded by name. */
public final class DiscardingSpanExporterProvider implements ConfigurableSpanExporterProvider {

  static final String NAME = "discarding";

  @Override
  public SpanExporter createExporter(ConfigProperties unused) {
    return new DiscardingSpanExporter();
  }

  @Override
  public String getName() {
    return NAME;
  }
}
