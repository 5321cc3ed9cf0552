package io.choicesherpa.telemetry.otlp;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.Collection;

/**
 * Exports log records in place of the SDK's own exporter, over the sender that belongs to that one.
 *
 * @param configured ends with this one, and its sender with it
 */
record EncodedLogRecordExporter(LogRecordExporter configured, Export<LogRecordData> export)
    implements LogRecordExporter {

  @Override
  public CompletableResultCode export(Collection<LogRecordData> records) {
    return export.export(records);
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
