package io.choicesherpa.console.query;

import com.fasterxml.jackson.core.JsonGenerator;
import io.choicesherpa.console.json.OtlpValues;
import io.choicesherpa.console.store.Origin;
import io.choicesherpa.console.store.SpanIds;
import io.choicesherpa.console.store.SpanKinds;
import io.choicesherpa.console.store.StoredSpan;
import io.choicesherpa.console.store.TraceId;
import io.choicesherpa.console.store.TraceSnapshot;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A trace as Jaeger's query service writes it. Times are microseconds; what OTLP keeps in fields
 * becomes tags by the same names as in the Collector's translation.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/trace/sdk_exporters/jaeger/">OpenTelemetry
 *     to Jaeger transformation</a>
 */
final class JaegerJson {

  private static final long NANOS_PER_MICRO = 1000;

  private JaegerJson() {}

  static void write(JsonGenerator out, TraceSnapshot trace) throws IOException {
    Map<Resource, String> processes = new LinkedHashMap<>();
    Map<String, Origin> origins = new LinkedHashMap<>();
    Set<Long> ids = new HashSet<>();
    trace.spans().forEach(span -> ids.add(span.spanId()));
    out.writeStartObject();
    out.writeStringField("traceID", trace.id().toString());
    out.writeArrayFieldStart("spans");
    for (StoredSpan span : trace.spans()) {
      Origin origin = span.origin();
      String process =
          processes.computeIfAbsent(origin.resource(), r -> "p" + (processes.size() + 1));
      origins.putIfAbsent(process, origin);
      writeSpan(out, span, process, ids);
    }
    out.writeEndArray();
    out.writeObjectFieldStart("processes");
    for (Map.Entry<String, Origin> process : origins.entrySet()) {
      out.writeObjectFieldStart(process.getKey());
      writeProcess(out, process.getValue());
      out.writeEndObject();
    }
    out.writeEndObject();
    out.writeNullField("warnings");
    out.writeEndObject();
  }

  private static void writeProcess(JsonGenerator out, Origin origin) throws IOException {
    out.writeStringField("serviceName", origin.service());
    out.writeArrayFieldStart("tags");
    for (KeyValue attribute : origin.resource().getAttributesList()) {
      if (!attribute.getKey().equals("service.name")) {
        OtlpValues.write(out, attribute.getKey(), attribute.getValue());
      }
    }
    out.writeEndArray();
  }

  private static void writeSpan(
      JsonGenerator out, StoredSpan stored, String process, Set<Long> idsOfTrace)
      throws IOException {
    Span span = stored.decode();
    String traceId = stored.traceId().toString();
    out.writeStartObject();
    out.writeStringField("traceID", traceId);
    out.writeStringField("spanID", SpanIds.toHex(stored.spanId()));
    out.writeStringField("operationName", stored.name());
    out.writeArrayFieldStart("references");
    if (stored.parentSpanId() != SpanIds.NONE) {
      writeReference(out, "CHILD_OF", traceId, SpanIds.toHex(stored.parentSpanId()));
    }
    for (Span.Link link : span.getLinksList()) {
      TraceId linked = TraceId.of(link.getTraceId());
      if (linked != null) {
        writeReference(
            out, "FOLLOWS_FROM", linked.toString(), SpanIds.toHex(SpanIds.of(link.getSpanId())));
      }
    }
    out.writeEndArray();
    out.writeNumberField("startTime", stored.startEpochNanos() / NANOS_PER_MICRO);
    out.writeNumberField("duration", stored.durationNanos() / NANOS_PER_MICRO);
    out.writeArrayFieldStart("tags");
    writeTags(out, stored, span);
    out.writeEndArray();
    out.writeArrayFieldStart("logs");
    for (Span.Event event : span.getEventsList()) {
      writeLog(out, event);
    }
    out.writeEndArray();
    out.writeStringField("processID", process);
    writeWarnings(out, stored, idsOfTrace);
    out.writeEndObject();
  }

  private static void writeWarnings(JsonGenerator out, StoredSpan span, Set<Long> idsOfTrace)
      throws IOException {
    if (span.parentSpanId() == SpanIds.NONE || idsOfTrace.contains(span.parentSpanId())) {
      out.writeNullField("warnings");
      return;
    }
    out.writeArrayFieldStart("warnings");
    out.writeString("invalid parent span IDs=" + SpanIds.toHex(span.parentSpanId()));
    out.writeEndArray();
  }

  private static void writeReference(JsonGenerator out, String type, String traceId, String spanId)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("refType", type);
    out.writeStringField("traceID", traceId);
    out.writeStringField("spanID", spanId);
    out.writeEndObject();
  }

  private static void writeTags(JsonGenerator out, StoredSpan stored, Span span)
      throws IOException {
    writeUnlessEmpty(out, "otel.scope.name", stored.origin().scope().getName());
    writeUnlessEmpty(out, "otel.scope.version", stored.origin().scope().getVersion());
    for (KeyValue attribute : span.getAttributesList()) {
      OtlpValues.write(out, attribute.getKey(), attribute.getValue());
    }
    writeUnlessEmpty(out, "span.kind", SpanKinds.nameOf(stored.kind()));
    switch (span.getStatus().getCode()) {
      case STATUS_CODE_OK -> OtlpValues.write(out, "otel.status_code", "OK");
      case STATUS_CODE_ERROR -> {
        OtlpValues.write(out, "otel.status_code", "ERROR");
        OtlpValues.write(out, "error", AnyValue.newBuilder().setBoolValue(true).build());
      }
      case STATUS_CODE_UNSET, UNRECOGNIZED -> {}
    }
    writeUnlessEmpty(out, "otel.status_description", span.getStatus().getMessage());
    writeUnlessEmpty(out, "w3c.tracestate", span.getTraceState());
  }

  private static void writeUnlessEmpty(JsonGenerator out, String key, String value)
      throws IOException {
    if (!value.isEmpty()) {
      OtlpValues.write(out, key, value);
    }
  }

  private static void writeLog(JsonGenerator out, Span.Event event) throws IOException {
    out.writeStartObject();
    out.writeNumberField("timestamp", event.getTimeUnixNano() / NANOS_PER_MICRO);
    out.writeArrayFieldStart("fields");
    writeUnlessEmpty(out, "event", event.getName());
    for (KeyValue attribute : event.getAttributesList()) {
      OtlpValues.write(out, attribute.getKey(), attribute.getValue());
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
