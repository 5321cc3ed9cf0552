package io.choicesherpa.telemetry.otlp;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;

/** A span of a request. Source: OTLP, {@code trace.proto}. */
final class SpanEncoding implements ItemEncoding<SpanData> {

  private static final int TRACE_ID = 1;
  private static final int SPAN_ID = 2;
  private static final int TRACE_STATE = 3;
  private static final int PARENT_SPAN_ID = 4;
  private static final int NAME = 5;
  private static final int KIND = 6;
  private static final int START = 7;
  private static final int END = 8;
  private static final int ATTRIBUTES = 9;
  private static final int DROPPED_ATTRIBUTES = 10;
  private static final int EVENTS = 11;
  private static final int DROPPED_EVENTS = 12;
  private static final int LINKS = 13;
  private static final int DROPPED_LINKS = 14;
  private static final int STATUS = 15;
  private static final int FLAGS = 16;

  private static final int EVENT_TIME = 1;
  private static final int EVENT_NAME = 2;
  private static final int EVENT_ATTRIBUTES = 3;
  private static final int EVENT_DROPPED = 4;

  private static final int LINK_ATTRIBUTES = 4;
  private static final int LINK_DROPPED = 5;
  private static final int LINK_FLAGS = 6;

  private static final int STATUS_MESSAGE = 2;
  private static final int STATUS_CODE = 3;

  @Override
  public Resource resourceOf(SpanData span) {
    return span.getResource();
  }

  @Override
  public InstrumentationScopeInfo scopeOf(SpanData span) {
    return span.getInstrumentationScopeInfo();
  }

  @Override
  public void write(SpanData span, ProtoWriter out, AttributeWriter attributes) {
    SpanContext ids = span.getSpanContext();
    SpanContext parent = span.getParentSpanContext();
    out.hex(TRACE_ID, ids.getTraceId());
    out.hex(SPAN_ID, ids.getSpanId());
    out.textUnlessEmpty(TRACE_STATE, Ids.text(ids.getTraceState()));
    if (parent.isValid()) {
      out.hex(PARENT_SPAN_ID, parent.getSpanId());
    }
    out.textUnlessEmpty(NAME, attributes.clean(span.getName()));
    out.integer(KIND, kind(span));
    out.fixed64(START, span.getStartEpochNanos());
    out.fixed64(END, span.getEndEpochNanos());
    attributes.write(ATTRIBUTES, span.getAttributes());
    out.integerUnlessZero(
        DROPPED_ATTRIBUTES, span.getTotalAttributeCount() - span.getAttributes().size());
    List<EventData> events = span.getEvents();
    for (int i = 0; i < events.size(); i++) {
      event(events.get(i), out, attributes);
    }
    out.integerUnlessZero(DROPPED_EVENTS, span.getTotalRecordedEvents() - events.size());
    List<LinkData> links = span.getLinks();
    for (int i = 0; i < links.size(); i++) {
      link(links.get(i), out, attributes);
    }
    out.integerUnlessZero(DROPPED_LINKS, span.getTotalRecordedLinks() - links.size());
    status(span.getStatus(), out, attributes);
    out.fixed32(FLAGS, Ids.flags(ids, parent));
  }

  private static int kind(SpanData span) {
    return switch (span.getKind()) {
      case INTERNAL -> 1;
      case SERVER -> 2;
      case CLIENT -> 3;
      case PRODUCER -> 4;
      case CONSUMER -> 5;
    };
  }

  private static void event(EventData event, ProtoWriter out, AttributeWriter attributes) {
    int mark = out.begin(EVENTS);
    out.fixed64(EVENT_TIME, event.getEpochNanos());
    out.textUnlessEmpty(EVENT_NAME, attributes.clean(event.getName()));
    attributes.write(EVENT_ATTRIBUTES, event.getAttributes());
    out.integerUnlessZero(
        EVENT_DROPPED, event.getTotalAttributeCount() - event.getAttributes().size());
    out.end(mark);
  }

  private static void link(LinkData link, ProtoWriter out, AttributeWriter attributes) {
    SpanContext ids = link.getSpanContext();
    int mark = out.begin(LINKS);
    out.hex(TRACE_ID, ids.getTraceId());
    out.hex(SPAN_ID, ids.getSpanId());
    out.textUnlessEmpty(TRACE_STATE, Ids.text(ids.getTraceState()));
    attributes.write(LINK_ATTRIBUTES, link.getAttributes());
    out.integerUnlessZero(
        LINK_DROPPED, link.getTotalAttributeCount() - link.getAttributes().size());
    out.fixed32(LINK_FLAGS, Ids.flags(ids, ids));
    out.end(mark);
  }

  private static void status(StatusData status, ProtoWriter out, AttributeWriter attributes) {
    int mark = out.begin(STATUS);
    out.textUnlessEmpty(STATUS_MESSAGE, attributes.clean(status.getDescription()));
    out.integerUnlessZero(
        STATUS_CODE,
        switch (status.getStatusCode()) {
          case UNSET -> 0;
          case OK -> 1;
          case ERROR -> 2;
        });
    out.end(mark);
  }
}
