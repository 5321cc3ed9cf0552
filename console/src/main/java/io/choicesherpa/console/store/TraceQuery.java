package io.choicesherpa.console.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which traces to find. Service, operation, tags and span durations must hold for one and the same
 * span, as in Jaeger; the rest holds for the trace.
 *
 * @param service exact name; null for any
 * @param operation exact span name; null for any
 * @param tags attributes that the span, its resource or one of its events must have, values as text
 * @param minSpanNanos inclusive
 * @param maxSpanNanos inclusive
 * @param startMinNanos earliest start of the trace, epoch nanoseconds, inclusive
 * @param startMaxNanos latest start of the trace, epoch nanoseconds, inclusive
 * @param text part of a span's name or the beginning of the trace id, any case; empty for any
 * @param failedOnly only traces with a failed span
 * @param minTraceNanos shortest duration of the whole trace, inclusive
 * @param limit how many at most; 1 or more
 */
public record TraceQuery(
    @Nullable String service,
    @Nullable String operation,
    Map<String, String> tags,
    long minSpanNanos,
    long maxSpanNanos,
    long startMinNanos,
    long startMaxNanos,
    String text,
    boolean failedOnly,
    long minTraceNanos,
    int limit) {

  /** Copies the tags. */
  public TraceQuery {
    tags = Map.copyOf(tags);
    if (limit < 1) {
      throw new IllegalArgumentException("limit < 1: " + limit);
    }
  }

  /** The newest {@code limit} traces, whatever they are. */
  public static TraceQuery newest(int limit) {
    return new TraceQuery(
        null, null, Map.of(), 0, Long.MAX_VALUE, 0, Long.MAX_VALUE, "", false, 0, limit);
  }

  /** The same, but another number at most. */
  public TraceQuery withLimit(int other) {
    return new TraceQuery(
        service,
        operation,
        tags,
        minSpanNanos,
        maxSpanNanos,
        startMinNanos,
        startMaxNanos,
        text,
        failedOnly,
        minTraceNanos,
        other);
  }

  /** Whether {@code trace} is one of those asked for; the limit is not looked at. */
  public boolean matches(TraceSnapshot trace) {
    return TraceMatcher.matches(this, trace);
  }
}
