package io.choicesherpa.telemetry.pipeline;

import io.choicesherpa.telemetry.metrics.ExportedSignal;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.Collection;

/** Exports log records under the eye of {@link Delivery}. */
record WatchedLogRecordExporter(LogRecordExporter delegate, Delivery delivery)
    implements LogRecordExporter {

  @Override
  public CompletableResultCode export(Collection<LogRecordData> records) {
    return delivery.watch(ExportedSignal.LOGS, records.size(), () -> delegate.export(records));
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
