package io.choicesherpa.console.traceql;

import com.linecorp.armeria.common.QueryParams;
import io.choicesherpa.console.query.BadQueryException;
import io.choicesherpa.console.query.GoDuration;
import io.choicesherpa.console.store.TraceQuery;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of Tempo's search. */
final class TempoParameters {

  private static final int DEFAULT_TRACES = 20;
  private static final int MAX_TRACES = 1000;
  private static final int DEFAULT_SPANS = 3;
  private static final int MAX_SPANS = 100;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final Pattern TAG = Pattern.compile("([^\\s=]+)=(\"([^\"]*)\"|[^\\s\"]*)");

  private final QueryParams params;

  TempoParameters(QueryParams params) {
    this.params = params;
  }

  /** Null for none, which means all traces. */
  @Nullable TraceQl query() {
    String query = params.get("q", "");
    return query.isBlank() ? null : TraceQl.parse(query);
  }

  TraceQuery filter(int limit) {
    return new TraceQuery(
        null,
        null,
        tags(),
        duration("minDuration", 0),
        duration("maxDuration", Long.MAX_VALUE),
        seconds("start", 0),
        seconds("end", Long.MAX_VALUE / NANOS_PER_SECOND),
        "",
        false,
        0,
        limit);
  }

  int limit() {
    return number("limit", DEFAULT_TRACES, 1, MAX_TRACES);
  }

  int spansPerSpanset() {
    int spans = number("spss", DEFAULT_SPANS, 0, MAX_SPANS);
    return spans == 0 ? MAX_SPANS : spans;
  }

  private Map<String, String> tags() {
    Map<String, String> tags = new HashMap<>();
    Matcher tag = TAG.matcher(params.get("tags", ""));
    while (tag.find()) {
      String quoted = tag.group(3);
      tags.put(tag.group(1), quoted == null ? tag.group(2) : quoted);
    }
    return tags;
  }

  private int number(String name, int otherwise, int min, int max) {
    String text = params.get(name, "");
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= min) {
        return Math.min(number, max);
      }
    } catch (NumberFormatException e) {
      // said below, like a number out of range
    }
    throw new BadQueryException("invalid " + name + ": " + text);
  }

  private long seconds(String name, long otherwise) {
    String text = params.get(name, "");
    try {
      long seconds = text.isEmpty() ? otherwise : Long.parseLong(text);
      return Math.multiplyExact(seconds, NANOS_PER_SECOND);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new BadQueryException("invalid " + name + ": epoch seconds are wanted, not " + text);
    }
  }

  private long duration(String name, long otherwise) {
    String text = params.get(name, "");
    try {
      return text.isEmpty() ? otherwise : GoDuration.parseNanos(text);
    } catch (IllegalArgumentException e) {
      throw new BadQueryException("invalid " + name + ": " + text);
    }
  }
}
