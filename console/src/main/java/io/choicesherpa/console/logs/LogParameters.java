package io.choicesherpa.console.logs;

import com.linecorp.armeria.common.QueryParams;
import io.choicesherpa.console.logql.LogQlParser;
import io.choicesherpa.console.logql.LogQuery;
import io.choicesherpa.console.query.BadQueryException;
import java.time.Clock;

/** The parameters that the routes share. */
final class LogParameters {

  static final int MAX_LINES = 5000;

  private static final int DEFAULT_LINES = 200;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long DEFAULT_RANGE_MILLIS = 3_600_000;
  private static final long MAX_MILLIS = Long.MAX_VALUE / NANOS_PER_MILLI;

  private final QueryParams params;
  private final long startMillis;
  private final long endMillis;

  LogParameters(QueryParams params, Clock clock) {
    this.params = params;
    this.endMillis = number("end", clock.millis() + 1, 0, MAX_MILLIS);
    this.startMillis =
        number("start", Math.max(0, endMillis - DEFAULT_RANGE_MILLIS), 0, MAX_MILLIS);
    if (startMillis > endMillis) {
      throw new BadQueryException("start is after end: " + startMillis + " > " + endMillis);
    }
  }

  LogQuery query() {
    return LogQlParser.parseLines(params.get("query", ""));
  }

  long startMillis() {
    return startMillis;
  }

  long endMillis() {
    return endMillis;
  }

  long fromNanos() {
    return startMillis * NANOS_PER_MILLI;
  }

  long toNanos() {
    return endMillis * NANOS_PER_MILLI;
  }

  int limit() {
    return (int) number("limit", DEFAULT_LINES, 1, MAX_LINES);
  }

  String text(String name) {
    return params.get(name, "");
  }

  /** A whole number between bounds, both inclusive; fractions of milliseconds are cut off. */
  long number(String name, long otherwise, long min, long max) {
    String text = params.get(name, "");
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int point = text.indexOf('.');
      long number = Long.parseLong(point > 0 ? text.substring(0, point) : text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, like a number out of range
    }
    throw new BadQueryException(
        name + " wants a number from " + min + " to " + max + ", not " + text);
  }
}
