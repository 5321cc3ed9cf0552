package io.choicesherpa.console.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.logs.v1.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * A log record as it is kept.
 *
 * @param traceId the trace it was written in; null outside of any
 * @param spanId the span it was written in, or {@link SpanIds#NONE}
 * @param timeEpochNanos when it happened, else when it was observed
 * @param severity OTLP's severity number, 1 to 24; 0 when unspecified
 * @param origin sender and logger
 * @param encoded the whole record in OTLP protobuf
 */
public record StoredLog(
    @Nullable TraceId traceId,
    long spanId,
    long timeEpochNanos,
    int severity,
    Origin origin,
    ByteString encoded) {

  /** Takes what is needed from {@code log}. */
  public static StoredLog of(LogRecord log, Origin origin) {
    long time = log.getTimeUnixNano();
    return new StoredLog(
        TraceId.of(log.getTraceId()),
        SpanIds.of(log.getSpanId()),
        time == 0 ? log.getObservedTimeUnixNano() : time,
        log.getSeverityNumberValue(),
        origin,
        log.toByteString());
  }

  /** The whole record. */
  public LogRecord decode() {
    try {
      return LogRecord.parseFrom(encoded);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored log record no longer decodes", e);
    }
  }
}
