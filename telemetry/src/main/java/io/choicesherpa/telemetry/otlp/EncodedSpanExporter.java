package io.choicesherpa.telemetry.otlp;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/**
 * Exports spans in place of the SDK's own exporter, over the sender that belongs to that one.
 *
 * @param configured ends with this one, and its sender with it
 */
record EncodedSpanExporter(SpanExporter configured, Export<SpanData> export)
    implements SpanExporter {

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return export.export(spans);
  }

  @Override
  public CompletableResultCode flush() {
    return configured.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return configured.shutdown();
  }
}
