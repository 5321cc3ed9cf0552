package io.choicesherpa.console.web;

import com.linecorp.armeria.common.QueryParams;
import io.choicesherpa.console.query.BadQueryException;
import io.choicesherpa.console.query.GoDuration;
import io.choicesherpa.console.store.TraceQuery;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The page's filter box, from the address of a request. */
final class TraceFilter {

  static final int MAX_TRACES = 500;
  private static final int DEFAULT_TRACES = 200;

  private static final long NANOS_PER_MILLI = 1_000_000;

  /** A key, and a value in quotes or without spaces; or the space between two of them. */
  private static final Pattern TAG =
      Pattern.compile("([^\\s=\"]+)=(?:\"([^\"]*)\"|([^\\s\"]*))(?=\\s|$)|\\s+");

  private TraceFilter() {}

  /**
   * Reads {@code service}, {@code operation}, {@code tags}, {@code text}, {@code errors}, {@code
   * min_duration} (such as 250ms; a bare number is milliseconds), {@code start} and {@code end}
   * (epoch milliseconds) and {@code limit}.
   *
   * @throws BadQueryException naming the parameter that cannot be used
   */
  static TraceQuery parse(QueryParams params) {
    return new TraceQuery(
        nonEmpty(params, "service"),
        nonEmpty(params, "operation"),
        tags(params.get("tags", "")),
        0,
        Long.MAX_VALUE,
        epochNanos(params, "start", 0),
        epochNanos(params, "end", Long.MAX_VALUE),
        params.get("text", "").strip(),
        Boolean.parseBoolean(params.get("errors", "false")),
        minDurationNanos(params.get("min_duration", "").strip()),
        limit(params.get("limit")));
  }

  private static @Nullable String nonEmpty(QueryParams params, String name) {
    String value = params.get(name, "").strip();
    return value.isEmpty() ? null : value;
  }

  private static Map<String, String> tags(String text) {
    Map<String, String> tags = new HashMap<>();
    Matcher matcher = TAG.matcher(text);
    int at = 0;
    while (at < text.length() && matcher.find(at) && matcher.start() == at) {
      if (matcher.group(1) != null) {
        String quoted = matcher.group(2);
        tags.put(matcher.group(1), quoted != null ? quoted : matcher.group(3));
      }
      at = matcher.end();
    }
    if (at < text.length()) {
      throw new BadQueryException(
          "tags wants key=value with spaces between, not " + text.substring(at));
    }
    return tags;
  }

  private static long epochNanos(QueryParams params, String name, long absent) {
    String text = params.get(name, "");
    try {
      return text.isEmpty() ? absent : Math.multiplyExact(Long.parseLong(text), NANOS_PER_MILLI);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new BadQueryException(name + " wants epoch milliseconds, not " + text);
    }
  }

  private static long minDurationNanos(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    boolean bare = Character.isDigit(text.charAt(text.length() - 1));
    try {
      return GoDuration.parseNanos(bare ? text + "ms" : text);
    } catch (IllegalArgumentException e) {
      throw new BadQueryException("min_duration wants a time such as 250ms or 1.5s, not " + text);
    }
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return DEFAULT_TRACES;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_TRACES) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // said below, like a number out of range
    }
    throw new BadQueryException("limit wants a number from 1 to " + MAX_TRACES + ", not " + text);
  }
}
