package io.choicesherpa.telemetry.logging;

import io.choicesherpa.telemetry.context.RequestContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadableSpan;
import org.jspecify.annotations.Nullable;

/**
 * What a line says of its unit of work: ids of trace, request, user and session, and the span. Most
 * lines share it with the line before, so that each part is kept encoded and written anew only when
 * it has changed: the trace's ids with the span, the request's with any of the three, the span by
 * {@link SpanFields}. Reused, by one thread at a time.
 */
final class ContextFields {
  private static final byte[] TRACE_ID = JsonBuffer.ascii(",\"trace_id\":\"");
  private static final byte[] SPAN_ID = JsonBuffer.ascii("\",\"span_id\":\"");
  private static final byte[] TRACE_FLAGS = JsonBuffer.ascii("\",\"trace_flags\":\"");
  private static final String REQUEST_ID = "request_id";
  private static final String USER_ID = "user_id";
  private static final String SESSION_ID = "session_id";
  private static final byte[] REQUEST_ID_NAME = name(REQUEST_ID);
  private static final byte[] USER_ID_NAME = name(USER_ID);
  private static final byte[] SESSION_ID_NAME = name(SESSION_ID);

  private final LineParts parts;
  private final JsonBuffer out;

  private final Segment trace = new Segment();
  private @Nullable SpanContext traceIds;

  private final Segment request = new Segment();
  private @Nullable RequestContext requestOf;
  private @Nullable String userId;
  private @Nullable String sessionId;

  private final SpanFields span;

  ContextFields(LineParts parts, JsonBuffer out, ObjectFields fields) {
    this.parts = parts;
    this.out = out;
    this.span = new SpanFields(parts, out, fields);
  }

  void write(Context context) {
    Span current = Span.fromContext(context);
    SpanContext ids = current.getSpanContext();
    if (ids.isValid()) {
      trace(ids);
    }
    RequestContext unit = RequestContext.from(context);
    if (unit != null) {
      request(unit);
    }
    if (current instanceof ReadableSpan readable) {
      span.write(readable);
    }
  }

  @SuppressWarnings("ReferenceEquality") // A span has one, which never changes.
  private void trace(SpanContext ids) {
    if (ids == traceIds) {
      trace.writeTo(out);
      return;
    }
    int start = out.size();
    out.raw(TRACE_ID).rawAscii(ids.getTraceId());
    out.raw(SPAN_ID).rawAscii(ids.getSpanId());
    out.raw(TRACE_FLAGS).rawAscii(ids.getTraceFlags().asHex()).raw('"');
    trace.keep(out, start);
    traceIds = ids;
  }

  @SuppressWarnings("ReferenceEquality") // Of the same texts the same instances are there.
  private void request(RequestContext unit) {
    String user = unit.userId();
    String session = unit.sessionId();
    if (unit == requestOf && user == userId && session == sessionId) {
      request.writeTo(out);
      return;
    }
    requestOf = null;
    int start = out.size();
    String requestId = unit.requestId();
    if (requestId != null
        && unit.isRequestIdPlain(parts.redactor)
        && !parts.redactor.hides(REQUEST_ID, requestId)) {
      out.raw(REQUEST_ID_NAME).plainString(requestId);
    } else {
      id(REQUEST_ID_NAME, REQUEST_ID, requestId);
    }
    id(USER_ID_NAME, USER_ID, user);
    id(SESSION_ID_NAME, SESSION_ID, session);
    request.keep(out, start);
    userId = user;
    sessionId = session;
    requestOf = unit;
  }

  private static byte[] name(String key) {
    return JsonBuffer.ascii(",\"" + key + "\":");
  }

  private void id(byte[] name, String key, @Nullable String value) {
    if (value != null) {
      out.raw(name);
      if (value.length() <= Bounds.NAME_CHARS && parts.redactor.isPlain(value)) {
        out.plainString(value);
      } else {
        out.string(parts.redactor.redact(key, value), Bounds.NAME_CHARS);
      }
    }
  }
}
