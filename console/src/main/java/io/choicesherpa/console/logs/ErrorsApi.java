package io.choicesherpa.console.logs;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import io.choicesherpa.console.json.JsonResponses;
import io.choicesherpa.console.store.ErrorGroup;
import io.choicesherpa.console.store.ErrorRecord;
import io.choicesherpa.console.store.LogSource;
import io.choicesherpa.console.store.StoredLog;
import io.choicesherpa.console.store.TraceId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Errors by fingerprint, as the page shows them. */
final class ErrorsApi {

  private static final double NANOS_PER_MILLI = 1e6;
  private static final int BUCKETS = 60;

  private final LogSource logs;

  ErrorsApi(LogSource logs) {
    this.logs = logs;
  }

  HttpResponse list(LogParameters p) {
    String service = p.text("service");
    long limit = p.number("limit", 200, 1, 1000);
    LogSource.Errors errors = logs.errors();
    List<ErrorGroup> wanted =
        errors.groups().stream()
            .filter(group -> service.isEmpty() || group.services().containsKey(service))
            .limit(limit)
            .toList();
    return JsonResponses.of(
        HttpStatus.OK,
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("errors");
          for (ErrorGroup group : wanted) {
            out.writeStartObject();
            writeFields(out, group);
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeNumberField("ungrouped", errors.ungrouped());
          out.writeEndObject();
        });
  }

  private static void writeFields(JsonGenerator out, ErrorGroup group) throws IOException {
    out.writeStringField("fingerprint", group.fingerprint());
    out.writeStringField("type", group.type());
    out.writeStringField("message", group.message());
    out.writeStringField("logger", group.logger());
    out.writeNumberField("count", group.count());
    out.writeNumberField("first_seen_millis", group.firstNanos() / NANOS_PER_MILLI);
    out.writeNumberField("last_seen_millis", group.lastNanos() / NANOS_PER_MILLI);
    out.writeObjectFieldStart("services");
    for (Map.Entry<String, Long> service : new TreeMap<>(group.services()).entrySet()) {
      out.writeNumberField(service.getKey(), service.getValue());
    }
    out.writeEndObject();
    out.writeArrayFieldStart("trace_ids");
    for (TraceId id : group.traceIds()) {
      out.writeString(id.toString());
    }
    out.writeEndArray();
  }

  HttpResponse one(String fingerprint) {
    for (ErrorGroup group : logs.errors().groups()) {
      if (group.fingerprint().equals(fingerprint)) {
        return one(group);
      }
    }
    return LogsApi.failure(HttpStatus.NOT_FOUND, "no such error is kept (any more)");
  }

  private HttpResponse one(ErrorGroup group) {
    StoredLog newest = LogContext.line(logs, group.newest());
    ErrorRecord error = newest == null ? null : ErrorRecord.of(newest);
    long start = group.firstNanos() / 1_000_000;
    long end = group.lastNanos() / 1_000_000 + 1;
    long step = Math.max(1, (end - start + BUCKETS - 1) / BUCKETS);
    long[] counts = new long[BUCKETS];
    logs.visit(
        group.firstNanos(),
        group.lastNanos() + 1,
        false,
        (log, place) -> {
          ErrorRecord other = ErrorRecord.of(log);
          if (other != null && other.fingerprint().equals(group.fingerprint())) {
            counts[(int) ((log.timeEpochNanos() / 1_000_000 - start) / step)]++;
          }
          return true;
        });
    return JsonResponses.of(
        HttpStatus.OK,
        out -> {
          out.writeStartObject();
          writeFields(out, group);
          out.writeStringField("stack", error == null ? "" : error.stack());
          if (newest != null) {
            out.writeFieldName("example");
            LineJson.write(out, newest);
          }
          out.writeObjectFieldStart("histogram");
          out.writeNumberField("start_millis", start);
          out.writeNumberField("step_millis", step);
          out.writeFieldName("counts");
          out.writeArray(counts, 0, counts.length);
          out.writeEndObject();
          out.writeEndObject();
        });
  }
}
