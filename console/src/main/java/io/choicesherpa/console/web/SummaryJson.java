package io.choicesherpa.console.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.choicesherpa.console.store.SpanKinds;
import io.choicesherpa.console.store.TraceSnapshot;
import io.choicesherpa.console.store.TraceSummary;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/** Traces as the page's list shows them. */
final class SummaryJson {

  private static final double NANOS_PER_MILLI = 1e6;

  private SummaryJson() {}

  static void writeAll(JsonGenerator out, Collection<TraceSnapshot> traces) throws IOException {
    out.writeStartArray();
    for (TraceSnapshot trace : traces) {
      write(out, trace);
    }
    out.writeEndArray();
  }

  static void write(JsonGenerator out, TraceSnapshot trace) throws IOException {
    TraceSummary summary = trace.summary();
    out.writeStartObject();
    out.writeStringField("trace_id", trace.id().toString());
    out.writeStringField("name", summary.rootName());
    out.writeStringField("service", summary.rootService());
    out.writeStringField("kind", SpanKinds.nameOf(summary.rootKind()));
    out.writeBooleanField("root_arrived", summary.rootArrived());
    out.writeNumberField("start_millis", summary.startEpochNanos() / NANOS_PER_MILLI);
    out.writeNumberField("duration_millis", summary.durationNanos() / NANOS_PER_MILLI);
    out.writeNumberField("span_count", trace.spans().size());
    out.writeNumberField("error_count", summary.errorCount());
    out.writeBooleanField("root_failed", summary.rootFailed());
    out.writeNumberField("http_status", summary.httpStatus());
    out.writeNumberField("missing_parents", summary.missingParents());
    out.writeNumberField("last_arrival_millis", trace.lastArrivalMillis());
    out.writeBooleanField("partly_evicted", trace.partlyEvicted());
    out.writeNumberField("version", trace.version());
    out.writeObjectFieldStart("services");
    for (Map.Entry<String, Integer> service : summary.spansByService().entrySet()) {
      out.writeNumberField(service.getKey(), service.getValue());
    }
    out.writeEndObject();
    out.writeEndObject();
  }
}
