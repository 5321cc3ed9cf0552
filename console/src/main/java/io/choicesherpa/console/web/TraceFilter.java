package io.choicesherpa.console.web;

import com.linecorp.armeria.common.QueryParams;
import io.choicesherpa.console.query.BadQueryException;
import io.choicesherpa.console.query.GoDuration;
import io.choicesherpa.console.store.TraceQuery;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page's filter box, from the address of a request. */
final class TraceFilter {

  static final int MAX_TRACES = 500;
  private static final int DEFAULT_TRACES = 200;

  private TraceFilter() {}

  /**
   * Reads {@code service}, {@code text}, {@code errors}, {@code min_duration} (such as 250ms; a
   * bare number is milliseconds) and {@code limit}.
   *
   * @throws BadQueryException naming the parameter that cannot be used
   */
  static TraceQuery parse(QueryParams params) {
    String service = params.get("service", "");
    return new TraceQuery(
        service.isEmpty() ? null : service,
        null,
        Map.of(),
        0,
        Long.MAX_VALUE,
        0,
        Long.MAX_VALUE,
        params.get("text", "").strip(),
        Boolean.parseBoolean(params.get("errors", "false")),
        minDurationNanos(params.get("min_duration", "").strip()),
        limit(params.get("limit")));
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
