package io.choicesherpa.console.store;

import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A span as an {@link Entry}.
 *
 * <pre>
 *  5 origin int | 9 trace id 16 | 25 span id long | 33 parent long | 41 start long | 49 end long
 *  57 kind byte | 58 failed byte | 59 http status short | 61 name length int | 65 name | OTLP span
 * </pre>
 */
final class SpanEntry {

  private static final int TRACE_AT = 9;
  private static final int SPAN_AT = 25;
  private static final int PARENT_AT = 33;
  private static final int START_AT = 41;
  private static final int END_AT = 49;
  private static final int KIND_AT = 57;
  private static final int FAILED_AT = 58;
  private static final int STATUS_AT = 59;
  private static final int NAME_LENGTH_AT = 61;
  private static final int NAME_AT = 65;

  private SpanEntry() {}

  /** The whole entry; its origin's number is still to be set. */
  static ByteBuffer encode(StoredSpan span) {
    byte[] name = span.name().getBytes(StandardCharsets.UTF_8);
    int length = NAME_AT + name.length + span.encoded().size();
    ByteBuffer out = ByteBuffer.allocate(length);
    out.put(Entry.SPAN).putInt(length - Entry.HEADER_BYTES).putInt(0);
    out.putLong(span.traceId().high()).putLong(span.traceId().low());
    out.putLong(span.spanId()).putLong(span.parentSpanId());
    out.putLong(span.startEpochNanos()).putLong(span.endEpochNanos());
    out.put((byte) Math.max(0, kindNumber(span))).put((byte) (span.failed() ? 1 : 0));
    out.putShort((short) span.httpStatus()).putInt(name.length).put(name);
    span.encoded().copyTo(out);
    return out.flip();
  }

  private static int kindNumber(StoredSpan span) {
    return span.kind() == Span.SpanKind.UNRECOGNIZED ? 0 : span.kind().getNumber();
  }

  /** Whether the entry, which is whole, can be a span's. */
  static boolean isValid(ByteBuffer in, int at) {
    int end = Entry.next(in, at);
    if (end - at < NAME_AT) {
      return false;
    }
    int name = in.getInt(at + NAME_LENGTH_AT);
    return name >= 0 && name <= end - at - NAME_AT;
  }

  static TraceId traceId(ByteBuffer in, int at) {
    return new TraceId(in.getLong(at + TRACE_AT), in.getLong(at + TRACE_AT + 8));
  }

  static long startNanos(ByteBuffer in, int at) {
    return in.getLong(at + START_AT);
  }

  static String name(ByteBuffer in, int at) {
    byte[] name = new byte[in.getInt(at + NAME_LENGTH_AT)];
    in.get(at + NAME_AT, name);
    return new String(name, StandardCharsets.UTF_8);
  }

  static StoredSpan decode(Block block, int at, Origin origin) {
    ByteBuffer in = block.view();
    int encoded = at + NAME_AT + in.getInt(at + NAME_LENGTH_AT);
    Span.SpanKind kind = Span.SpanKind.forNumber(in.get(at + KIND_AT));
    return new StoredSpan(
        traceId(in, at),
        in.getLong(at + SPAN_AT),
        in.getLong(at + PARENT_AT),
        name(in, at),
        kind == null ? Span.SpanKind.SPAN_KIND_UNSPECIFIED : kind,
        in.getLong(at + START_AT),
        in.getLong(at + END_AT),
        in.get(at + FAILED_AT) != 0,
        in.getShort(at + STATUS_AT),
        origin,
        block.slice(encoded, Entry.next(in, at)));
  }
}
