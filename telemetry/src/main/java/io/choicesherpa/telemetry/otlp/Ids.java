package io.choicesherpa.telemetry.otlp;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;

/** What spans, links and log records say of a span's context. */
final class Ids {

  private static final int HAS_IS_REMOTE = 0x100;
  private static final int IS_REMOTE = 0x200;

  private Ids() {}

  /**
   * The flags of {@code span}, and whether {@code other} came from another process.
   *
   * @param other a span's parent, or the linked span itself
   */
  static int flags(SpanContext span, SpanContext other) {
    int flags = (span.getTraceFlags().asByte() & 0xff) | HAS_IS_REMOTE;
    return other.isRemote() ? flags | IS_REMOTE : flags;
  }

  /** W3C's header value; empty as a rule. */
  static String text(TraceState state) {
    if (state.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    state.forEach(
        (key, value) ->
            text.append(text.isEmpty() ? "" : ",").append(key).append('=').append(value));
    return text.toString();
  }
}
