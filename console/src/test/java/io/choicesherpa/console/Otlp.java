package io.choicesherpa.console;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Arrays;
import java.util.HexFormat;

/** Builds OTLP messages in few words. */
final class Otlp {

  static final long MILLI = 1_000_000L;

  private Otlp() {}

  static ByteString id(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  static KeyValue attribute(String key, Object value) {
    AnyValue.Builder any = AnyValue.newBuilder();
    if (value instanceof Boolean flag) {
      any.setBoolValue(flag);
    } else if (value instanceof Integer || value instanceof Long) {
      any.setIntValue(((Number) value).longValue());
    } else if (value instanceof Double number) {
      any.setDoubleValue(number);
    } else {
      any.setStringValue(value.toString());
    }
    return KeyValue.newBuilder().setKey(key).setValue(any).build();
  }

  static Resource resource(String service, KeyValue... more) {
    return Resource.newBuilder()
        .addAttributes(attribute("service.name", service))
        .addAllAttributes(Arrays.asList(more))
        .build();
  }

  /** A span; empty {@code parent} for a root. */
  static Span.Builder span(
      String trace, String id, String parent, String name, long startNanos, long durationNanos) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(id(trace))
            .setSpanId(id(id))
            .setName(name)
            .setKind(Span.SpanKind.SPAN_KIND_INTERNAL)
            .setStartTimeUnixNano(startNanos)
            .setEndTimeUnixNano(startNanos + durationNanos);
    return parent.isEmpty() ? span : span.setParentSpanId(id(parent));
  }

  static ExportTraceServiceRequest traces(Resource resource, Span... spans) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(resource)
                .addScopeSpans(
                    ScopeSpans.newBuilder()
                        .setScope(scope("io.choicesherpa.telemetry"))
                        .addAllSpans(Arrays.asList(spans))))
        .build();
  }

  static LogRecord log(
      String trace,
      String span,
      long timeNanos,
      SeverityNumber level,
      String body,
      KeyValue... more) {
    LogRecord.Builder log =
        LogRecord.newBuilder()
            .setTimeUnixNano(timeNanos)
            .setSeverityNumber(level)
            .setBody(AnyValue.newBuilder().setStringValue(body))
            .addAllAttributes(Arrays.asList(more));
    if (!trace.isEmpty()) {
      log.setTraceId(id(trace));
    }
    if (!span.isEmpty()) {
      log.setSpanId(id(span));
    }
    return log.build();
  }

  static ExportLogsServiceRequest logs(Resource resource, String logger, LogRecord... logs) {
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(resource)
                .addScopeLogs(
                    ScopeLogs.newBuilder()
                        .setScope(scope(logger))
                        .addAllLogRecords(Arrays.asList(logs))))
        .build();
  }

  private static InstrumentationScope scope(String name) {
    return InstrumentationScope.newBuilder().setName(name).build();
  }
}
