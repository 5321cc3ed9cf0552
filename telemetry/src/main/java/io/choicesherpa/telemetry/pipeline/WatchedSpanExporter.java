package io.choicesherpa.telemetry.pipeline;

import io.choicesherpa.telemetry.metrics.ExportedSignal;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** Exports spans under the eye of {@link Delivery}. */
record WatchedSpanExporter(SpanExporter delegate, Delivery delivery) implements SpanExporter {

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return delivery.watch(ExportedSignal.TRACES, spans.size(), () -> delegate.export(spans));
  }

  @Override
  public CompletableResultCode flush() {
    return delegate.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return delegate.shutdown();
  }
}
