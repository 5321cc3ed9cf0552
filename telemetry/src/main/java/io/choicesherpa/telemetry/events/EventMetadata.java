package io.choicesherpa.telemetry.events;

import io.choicesherpa.telemetry.context.RequestContext;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Where an event comes from: the span that made it, the business flow and the event that caused it.
 *
 * <p>Immutable. Holds ids only, never content. Each component is null when it is not known.
 *
 * @param traceId 32 lower-case hex digits
 * @param spanId 16 lower-case hex digits: the span that was current when the event was made
 * @param traceFlags 2 lower-case hex digits, W3C's trace-flags: bit 0 says sampled
 * @param correlationId the same for everything that one request set off
 * @param causationId the id of the event that this one follows from
 * @param userId opaque id of the user on whose behalf it happened
 */
public record EventMetadata(
    @Nullable String traceId,
    @Nullable String spanId,
    @Nullable String traceFlags,
    @Nullable String correlationId,
    @Nullable String causationId,
    @Nullable String userId) {

  private static final EventMetadata NONE = new EventMetadata(null, null, null, null, null, null);

  /** Returns metadata that says nothing. */
  public static EventMetadata none() {
    return NONE;
  }

  /**
   * Returns the metadata of an event that is made now: trace from the current span, sampled or not;
   * correlation (the request id) and user from the current {@link RequestContext}, with nothing in
   * them that the standard rules of redaction would hide.
   */
  public static EventMetadata current() {
    return from(Context.current());
  }

  /** Like {@link #current()}, of {@code context}. */
  public static EventMetadata from(Context context) {
    SpanContext span = Span.fromContext(context).getSpanContext();
    RequestContext request = RequestContext.from(context);
    boolean valid = span.isValid();
    return new EventMetadata(
            valid ? span.getTraceId() : null,
            valid ? span.getSpanId() : null,
            valid ? span.getTraceFlags().asHex() : null,
            request == null ? null : request.requestId(),
            null,
            request == null ? null : request.userId())
        .redacted(Redactor.standard());
  }

  /**
   * Returns this metadata as {@code redactor} lets it out: an event is an output like any other,
   * and is kept for long.
   */
  public EventMetadata redacted(Redactor redactor) {
    return new EventMetadata(
        traceId,
        spanId,
        traceFlags,
        correlationId == null ? null : redactor.redact("correlation_id", correlationId),
        causationId,
        userId == null ? null : redactor.redact("user_id", userId));
  }

  /**
   * Returns this metadata for an event that follows from {@code cause}: its causation is the
   * cause's id, its correlation the cause's (or the cause's id where that had none).
   */
  public EventMetadata withCausation(EventEnvelope<?> cause) {
    String inherited = cause.metadata().correlationId();
    return new EventMetadata(
        traceId,
        spanId,
        traceFlags,
        inherited == null ? cause.eventId() : inherited,
        cause.eventId(),
        userId);
  }

  /** Returns this metadata with another correlation id. */
  public EventMetadata withCorrelationId(String id) {
    return new EventMetadata(traceId, spanId, traceFlags, id, causationId, userId);
  }

  /**
   * Returns the span that made the event as a remote parent; {@link SpanContext#getInvalid()} when
   * the ids are missing or malformed.
   */
  public SpanContext spanContext() {
    if (traceId == null || spanId == null) {
      return SpanContext.getInvalid();
    }
    return SpanContext.createFromRemoteParent(traceId, spanId, flags(), TraceState.getDefault());
  }

  private TraceFlags flags() {
    String flags = traceFlags;
    if (flags == null
        || flags.length() != 2
        || !isHex(flags.charAt(0))
        || !isHex(flags.charAt(1))) {
      return TraceFlags.getDefault();
    }
    return TraceFlags.fromHex(flags, 0);
  }

  private static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
