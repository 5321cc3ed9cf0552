package io.choicesherpa.console.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import io.choicesherpa.console.store.SpanIds;
import io.choicesherpa.console.store.StoredSpan;
import io.choicesherpa.console.store.TraceId;
import io.choicesherpa.console.store.TraceQuery;
import io.choicesherpa.console.store.TraceSnapshot;
import io.choicesherpa.console.store.TraceSource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which spans of other traces link to one: OTLP knows links in one direction only, so the newest
 * traces are looked through. Thread-safe.
 */
final class TraceLinks {

  /** How far back is looked. */
  private static final int TRACES = 2000;

  private static final int MAX_LINKS = 50;
  private static final double NANOS_PER_MILLI = 1e6;

  private record Link(TraceSnapshot trace, StoredSpan span, String toSpan) {}

  private final TraceSource traces;

  TraceLinks(TraceSource traces) {
    this.traces = traces;
  }

  void write(JsonGenerator out, TraceId id) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("links");
    for (Link link : to(id)) {
      out.writeStartObject();
      out.writeStringField("trace_id", link.trace().id().toString());
      out.writeStringField("span_id", SpanIds.toHex(link.span().spanId()));
      out.writeStringField("name", link.span().name());
      out.writeStringField("service", link.span().origin().service());
      out.writeNumberField("start_millis", link.span().startEpochNanos() / NANOS_PER_MILLI);
      out.writeStringField("to_span_id", link.toSpan());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private List<Link> to(TraceId id) {
    List<Link> links = new ArrayList<>();
    for (TraceSnapshot trace : traces.find(TraceQuery.newest(TRACES))) {
      for (StoredSpan span : trace.spans()) {
        for (Span.Link link : span.decode().getLinksList()) {
          if (id.equals(TraceId.of(link.getTraceId())) && !trace.id().equals(id)) {
            links.add(new Link(trace, span, hex(link.getSpanId())));
          }
        }
      }
      if (links.size() >= MAX_LINKS) {
        return links.subList(0, MAX_LINKS);
      }
    }
    return links;
  }

  private static String hex(ByteString spanId) {
    return SpanIds.toHex(SpanIds.of(spanId));
  }
}
