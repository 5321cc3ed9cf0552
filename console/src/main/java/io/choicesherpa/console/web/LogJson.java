package io.choicesherpa.console.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.choicesherpa.console.json.OtlpValues;
import io.choicesherpa.console.store.AttributeText;
import io.choicesherpa.console.store.SpanIds;
import io.choicesherpa.console.store.StoredLog;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.IOException;
import java.util.List;

/** Log records as the page shows them. */
final class LogJson {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final List<String> LEVELS =
      List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");
  private static final int NUMBERS_PER_LEVEL = 4;

  private LogJson() {}

  static void writeAll(JsonGenerator out, List<StoredLog> logs) throws IOException {
    out.writeStartArray();
    for (StoredLog log : logs) {
      write(out, log);
    }
    out.writeEndArray();
  }

  private static void write(JsonGenerator out, StoredLog stored) throws IOException {
    LogRecord log = stored.decode();
    out.writeStartObject();
    out.writeNumberField("time_millis", stored.timeEpochNanos() / NANOS_PER_MILLI);
    out.writeStringField("level", level(stored.severity(), log.getSeverityText()));
    out.writeStringField("body", AttributeText.of(log.getBody()));
    out.writeStringField("logger", stored.origin().scope().getName());
    out.writeStringField("service", stored.origin().service());
    out.writeStringField("event", log.getEventName());
    if (stored.traceId() != null) {
      out.writeStringField("trace_id", stored.traceId().toString());
    }
    if (stored.spanId() != SpanIds.NONE) {
      out.writeStringField("span_id", SpanIds.toHex(stored.spanId()));
    }
    out.writeFieldName("attributes");
    OtlpValues.writeAll(out, log.getAttributesList());
    out.writeEndObject();
  }

  private static String level(int severity, String text) {
    int level = (severity - 1) / NUMBERS_PER_LEVEL;
    return severity > 0 && level < LEVELS.size() ? LEVELS.get(level) : text;
  }
}
