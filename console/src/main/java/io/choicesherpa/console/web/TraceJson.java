package io.choicesherpa.console.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.choicesherpa.console.json.OtlpValues;
import io.choicesherpa.console.store.Origin;
import io.choicesherpa.console.store.SpanIds;
import io.choicesherpa.console.store.SpanKinds;
import io.choicesherpa.console.store.StoredSpan;
import io.choicesherpa.console.store.TraceId;
import io.choicesherpa.console.store.TraceSnapshot;
import io.choicesherpa.console.store.TraceSource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole trace as the page draws it. Times are milliseconds from the trace's start, so that
 * nothing is lost to JavaScript's numbers.
 */
final class TraceJson {

  private static final double NANOS_PER_MILLI = 1e6;

  private final TraceSource traces;

  TraceJson(TraceSource traces) {
    this.traces = traces;
  }

  void write(JsonGenerator out, TraceSnapshot trace) throws IOException {
    List<Origin> origins = new ArrayList<>();
    out.writeStartObject();
    out.writeStringField("state", "held");
    out.writeFieldName("summary");
    SummaryJson.write(out, trace);
    out.writeArrayFieldStart("services");
    for (String service : traces.services()) {
      out.writeString(service);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("spans");
    for (StoredSpan span : trace.spans()) {
      int origin = origins.indexOf(span.origin());
      if (origin < 0) {
        origin = origins.size();
        origins.add(span.origin());
      }
      writeSpan(out, span, origin, trace.summary().startEpochNanos());
    }
    out.writeEndArray();
    out.writeArrayFieldStart("origins");
    for (Origin origin : origins) {
      out.writeStartObject();
      out.writeStringField("service", origin.service());
      out.writeStringField("scope", origin.scope().getName());
      out.writeStringField("scope_version", origin.scope().getVersion());
      out.writeFieldName("resource");
      OtlpValues.writeAll(out, origin.resource().getAttributesList());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void writeSpan(JsonGenerator out, StoredSpan stored, int origin, long traceStart)
      throws IOException {
    Span span = stored.decode();
    out.writeStartObject();
    out.writeStringField("span_id", SpanIds.toHex(stored.spanId()));
    if (stored.parentSpanId() == SpanIds.NONE) {
      out.writeNullField("parent_span_id");
    } else {
      out.writeStringField("parent_span_id", SpanIds.toHex(stored.parentSpanId()));
    }
    out.writeStringField("name", stored.name());
    out.writeStringField("kind", SpanKinds.nameOf(stored.kind()));
    out.writeStringField("service", stored.origin().service());
    out.writeNumberField("origin", origin);
    out.writeNumberField(
        "offset_millis", (stored.startEpochNanos() - traceStart) / NANOS_PER_MILLI);
    out.writeNumberField("duration_millis", stored.durationNanos() / NANOS_PER_MILLI);
    out.writeBooleanField("failed", stored.failed());
    out.writeStringField("status_message", span.getStatus().getMessage());
    out.writeNumberField("http_status", stored.httpStatus());
    out.writeStringField("trace_state", span.getTraceState());
    out.writeNumberField(
        "dropped",
        span.getDroppedAttributesCount()
            + span.getDroppedEventsCount()
            + span.getDroppedLinksCount());
    out.writeFieldName("attributes");
    OtlpValues.writeAll(out, span.getAttributesList());
    out.writeArrayFieldStart("events");
    for (Span.Event event : span.getEventsList()) {
      out.writeStartObject();
      out.writeStringField("name", event.getName());
      out.writeNumberField(
          "offset_millis", (event.getTimeUnixNano() - traceStart) / NANOS_PER_MILLI);
      out.writeFieldName("attributes");
      OtlpValues.writeAll(out, event.getAttributesList());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("links");
    for (Span.Link link : span.getLinksList()) {
      writeLink(out, link);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void writeLink(JsonGenerator out, Span.Link link) throws IOException {
    TraceId linked = TraceId.of(link.getTraceId());
    if (linked == null) {
      return;
    }
    out.writeStartObject();
    out.writeStringField("trace_id", linked.toString());
    out.writeStringField("span_id", SpanIds.toHex(SpanIds.of(link.getSpanId())));
    out.writeBooleanField("held", traces.trace(linked) != null);
    out.writeFieldName("attributes");
    OtlpValues.writeAll(out, link.getAttributesList());
    out.writeEndObject();
  }
}
