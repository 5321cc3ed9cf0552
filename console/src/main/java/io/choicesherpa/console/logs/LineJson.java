package io.choicesherpa.console.logs;

import com.fasterxml.jackson.core.JsonGenerator;
import io.choicesherpa.console.json.OtlpValues;
import io.choicesherpa.console.logql.LogLabels;
import io.choicesherpa.console.logql.LogLine;
import io.choicesherpa.console.store.AttributeText;
import io.choicesherpa.console.store.ErrorRecord;
import io.choicesherpa.console.store.LogId;
import io.choicesherpa.console.store.SpanIds;
import io.choicesherpa.console.store.StoredLog;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Log records as the page shows them. */
public final class LineJson {

  private static final double NANOS_PER_MILLI = 1e6;

  private LineJson() {}

  /** Writes an array of all {@code logs}. */
  public static void writeAll(JsonGenerator out, List<StoredLog> logs) throws IOException {
    out.writeStartArray();
    for (StoredLog log : logs) {
      LogRecord record = log.decode();
      write(out, log, record, AttributeText.of(record.getBody()));
    }
    out.writeEndArray();
  }

  static void writeLines(JsonGenerator out, List<LogLine> lines) throws IOException {
    out.writeStartArray();
    for (LogLine line : lines) {
      write(out, line.log(), line.record(), line.text());
    }
    out.writeEndArray();
  }

  static void write(JsonGenerator out, StoredLog log) throws IOException {
    LogRecord record = log.decode();
    write(out, log, record, AttributeText.of(record.getBody()));
  }

  private static void write(JsonGenerator out, StoredLog log, LogRecord record, String body)
      throws IOException {
    Map<String, String> stream = LogLabels.stream(log.origin(), log.severity());
    out.writeStartObject();
    out.writeStringField("id", LogId.of(log).toString());
    out.writeNumberField("time_millis", log.timeEpochNanos() / NANOS_PER_MILLI);
    out.writeStringField("time_nanos", Long.toString(log.timeEpochNanos()));
    out.writeStringField("level", level(log.severity(), record.getSeverityText()));
    out.writeStringField("service", log.origin().service());
    out.writeStringField("instance", stream.getOrDefault(LogLabels.INSTANCE, ""));
    out.writeStringField("environment", stream.getOrDefault(LogLabels.ENVIRONMENT, ""));
    out.writeStringField("logger", log.origin().scope().getName());
    out.writeStringField("body", body);
    out.writeStringField("event", record.getEventName());
    if (log.traceId() != null) {
      out.writeStringField("trace_id", log.traceId().toString());
    }
    if (log.spanId() != SpanIds.NONE) {
      out.writeStringField("span_id", SpanIds.toHex(log.spanId()));
    }
    ErrorRecord error = ErrorRecord.of(log);
    if (error != null) {
      out.writeStringField("fingerprint", error.fingerprint());
    }
    out.writeFieldName("attributes");
    OtlpValues.writeAll(out, record.getAttributesList());
    out.writeEndObject();
  }

  /** TRACE to FATAL; what the sender called it where it gave no number. */
  static String level(int severity, String text) {
    return severity > 0 ? LogLabels.level(severity).toUpperCase(Locale.ROOT) : text;
  }
}
