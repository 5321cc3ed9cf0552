package io.choicesherpa.telemetry.pipeline;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;

/**
 * Reads a {@code traceparent} (W3C Trace Context, section 3.2): {@code
 * version-traceid-spanid-flags} in lower-case hexadecimal digits. Of a version to come, what it
 * begins with is read as of version {@code 00}, whatever follows after a dash.
 */
final class TraceParent {
  private static final int TRACE_ID = 3;
  private static final int SPAN_ID = TRACE_ID + TraceId.getLength() + 1;
  private static final int FLAGS = SPAN_ID + SpanId.getLength() + 1;
  private static final int LENGTH = FLAGS + TraceFlags.getLength();

  /** The version that must never be (section 3.2.2.1). */
  private static final int FORBIDDEN_VERSION = 0xff;

  private TraceParent() {}

  /** What the header says; {@link SpanContext#getInvalid} where it says nothing that is valid. */
  static SpanContext read(String header) {
    int length = header.length();
    if (length < LENGTH
        || header.charAt(TRACE_ID - 1) != '-'
        || header.charAt(SPAN_ID - 1) != '-'
        || header.charAt(FLAGS - 1) != '-') {
      return SpanContext.getInvalid();
    }
    int version = hexByte(header, 0);
    boolean whole = length == LENGTH || (version > 0 && header.charAt(LENGTH) == '-');
    int flags = hexByte(header, FLAGS);
    if (version < 0 || version == FORBIDDEN_VERSION || !whole || flags < 0) {
      return SpanContext.getInvalid();
    }
    SpanContext remote =
        SpanContext.createFromRemoteParent(
            header.substring(TRACE_ID, SPAN_ID - 1),
            header.substring(SPAN_ID, FLAGS - 1),
            TraceFlags.fromByte((byte) flags),
            TraceState.getDefault());
    return remote.isValid() ? remote : SpanContext.getInvalid();
  }

  /** The two digits at {@code i}, or negative. */
  private static int hexByte(String text, int i) {
    return hexDigit(text.charAt(i)) << 4 | hexDigit(text.charAt(i + 1));
  }

  private static int hexDigit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  }
}
