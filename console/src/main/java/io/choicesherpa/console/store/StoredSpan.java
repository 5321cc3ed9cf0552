package io.choicesherpa.console.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;

/**
 * A span as it is kept: what lists and searches need at hand, the rest in OTLP's own encoding until
 * somebody looks at it.
 *
 * @param traceId the trace
 * @param spanId never {@link SpanIds#NONE}
 * @param parentSpanId {@link SpanIds#NONE} for a root
 * @param name the operation
 * @param kind the span's role
 * @param startEpochNanos start
 * @param endEpochNanos end; never before the start
 * @param failed whether its status is an error
 * @param httpStatus {@code http.response.status_code}; 0 when it has none
 * @param origin sender and instrumentation library
 * @param encoded the whole span in OTLP protobuf
 */
public record StoredSpan(
    TraceId traceId,
    long spanId,
    long parentSpanId,
    String name,
    Span.SpanKind kind,
    long startEpochNanos,
    long endEpochNanos,
    boolean failed,
    int httpStatus,
    Origin origin,
    ByteString encoded) {

  /** Takes what is needed from {@code span}; ids must have been checked. */
  public static StoredSpan of(TraceId traceId, long spanId, Span span, Origin origin) {
    long start = span.getStartTimeUnixNano();
    return new StoredSpan(
        traceId,
        spanId,
        SpanIds.of(span.getParentSpanId()),
        span.getName(),
        span.getKind(),
        start,
        Math.max(start, span.getEndTimeUnixNano()),
        span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR,
        httpStatus(span),
        origin,
        span.toByteString());
  }

  /** Its time; 0 or more. */
  public long durationNanos() {
    return endEpochNanos - startEpochNanos;
  }

  /** The whole span. */
  public Span decode() {
    try {
      return Span.parseFrom(encoded);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored span no longer decodes", e);
    }
  }

  private static int httpStatus(Span span) {
    for (KeyValue attribute : span.getAttributesList()) {
      String key = attribute.getKey();
      // The second is the name before semantic conventions 1.23.
      if (key.equals("http.response.status_code") || key.equals("http.status_code")) {
        long status = attribute.getValue().getIntValue();
        return status >= 100 && status <= 999 ? (int) status : 0;
      }
    }
    return 0;
  }
}
