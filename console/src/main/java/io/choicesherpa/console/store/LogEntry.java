package io.choicesherpa.console.store;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A log record as an {@link Entry}.
 *
 * <pre>
 *  5 origin int | 9 severity byte | 10 trace id 16, zero for none | 26 span id long | 34 time long
 *  42 OTLP record
 * </pre>
 */
final class LogEntry {

  private static final int SEVERITY_AT = 9;
  private static final int TRACE_AT = 10;
  private static final int SPAN_AT = 26;
  private static final int TIME_AT = 34;
  private static final int RECORD_AT = 42;

  private LogEntry() {}

  /** The whole entry; its origin's number is still to be set. */
  static ByteBuffer encode(StoredLog log) {
    int length = RECORD_AT + log.encoded().size();
    TraceId trace = log.traceId();
    ByteBuffer out = ByteBuffer.allocate(length);
    out.put(Entry.LOG).putInt(length - Entry.HEADER_BYTES).putInt(0);
    out.put((byte) (log.severity() >= 0 && log.severity() <= 24 ? log.severity() : 0));
    out.putLong(trace == null ? 0 : trace.high()).putLong(trace == null ? 0 : trace.low());
    out.putLong(log.spanId()).putLong(log.timeEpochNanos());
    log.encoded().copyTo(out);
    return out.flip();
  }

  static boolean isValid(ByteBuffer in, int at) {
    return Entry.next(in, at) - at >= RECORD_AT;
  }

  static @Nullable TraceId traceId(ByteBuffer in, int at) {
    long high = in.getLong(at + TRACE_AT);
    long low = in.getLong(at + TRACE_AT + 8);
    return high == 0 && low == 0 ? null : new TraceId(high, low);
  }

  static int severity(ByteBuffer in, int at) {
    return in.get(at + SEVERITY_AT);
  }

  static long timeNanos(ByteBuffer in, int at) {
    return in.getLong(at + TIME_AT);
  }

  static StoredLog decode(Block block, int at, Origin origin) {
    ByteBuffer in = block.view();
    return new StoredLog(
        traceId(in, at),
        in.getLong(at + SPAN_AT),
        timeNanos(in, at),
        severity(in, at),
        origin,
        block.slice(at + RECORD_AT, Entry.next(in, at)));
  }
}
