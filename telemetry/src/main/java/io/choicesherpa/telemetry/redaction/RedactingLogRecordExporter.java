package io.choicesherpa.telemetry.redaction;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Stands before another exporter and hides what must not leave: in bodies, attributes and the
 * resource, whoever wrote the record. Runs on the export's thread; clean records pass as they are.
 */
public final class RedactingLogRecordExporter implements LogRecordExporter {
  private final LogRecordExporter next;
  private final CleanAttributes cleaner;

  public RedactingLogRecordExporter(LogRecordExporter next, Redactor redactor) {
    this.next = next;
    this.cleaner = new CleanAttributes(redactor);
  }

  @Override
  public CompletableResultCode export(Collection<LogRecordData> logs) {
    List<LogRecordData> clean = new ArrayList<>(logs.size());
    for (LogRecordData log : logs) {
      clean.add(CleanLogRecord.of(log, cleaner));
    }
    return next.export(clean);
  }

  @Override
  public CompletableResultCode flush() {
    return next.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return next.shutdown();
  }

  @Override
  public String toString() {
    return "RedactingLogRecordExporter{" + next + "}";
  }
}
