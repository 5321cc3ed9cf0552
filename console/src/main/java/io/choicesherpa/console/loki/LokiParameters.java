package io.choicesherpa.console.loki;

import com.linecorp.armeria.common.QueryParams;
import io.choicesherpa.console.query.BadQueryException;
import io.choicesherpa.console.query.GoDuration;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * The parameters of Loki's API. Times are epoch nanoseconds, epoch seconds with or without a
 * fraction (told apart by their length, as Loki does), or RFC 3339.
 */
final class LokiParameters {

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long DEFAULT_RANGE_NANOS = 3600 * NANOS_PER_SECOND;
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 5000;
  private static final int DEFAULT_POINTS = 250;
  private static final int MAX_SECONDS_DIGITS = 10;
  private static final int MAX_CHARS = 64;
  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  private final QueryParams params;
  private final long nowNanos;

  LokiParameters(QueryParams params, Clock clock) {
    this.params = params;
    this.nowNanos = clock.millis() * NANOS_PER_MILLI;
  }

  String query() {
    String query = params.get("query", "");
    if (query.isBlank()) {
      throw new BadQueryException("parse error : syntax error: unexpected $end: query is empty");
    }
    return query;
  }

  String text(String name) {
    return params.get(name, "");
  }

  QueryParams all() {
    return params;
  }

  long endNanos() {
    return time("end", nowNanos);
  }

  long startNanos() {
    long end = endNanos();
    String since = params.get("since", "");
    long range = since.isEmpty() ? DEFAULT_RANGE_NANOS : duration("since", since);
    long start = time("start", Math.max(0, end - range));
    if (start > end) {
      throw new BadQueryException("end timestamp must not be before or equal to start time");
    }
    return start;
  }

  long timeNanos() {
    return time("time", nowNanos);
  }

  int limit() {
    String text = params.get("limit", "");
    if (text.isEmpty()) {
      return DEFAULT_LIMIT;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1) {
        return Math.min(limit, MAX_LIMIT);
      }
    } catch (NumberFormatException e) {
      // said below, like a number out of range
    }
    throw new BadQueryException("limit must be a positive value, not " + text);
  }

  boolean backward() {
    String direction = params.get("direction", "backward");
    if (direction.equalsIgnoreCase("backward") || direction.equalsIgnoreCase("forward")) {
      return direction.equalsIgnoreCase("backward");
    }
    throw new BadQueryException("invalid direction '" + direction + "'");
  }

  long stepNanos() {
    String text = params.get("step", "");
    if (text.isEmpty()) {
      long whole = (endNanos() - startNanos()) / DEFAULT_POINTS / NANOS_PER_SECOND;
      return Math.max(1, whole) * NANOS_PER_SECOND;
    }
    long step = duration("step", text);
    if (step <= 0) {
      throw new BadQueryException(
          "zero or negative query resolution step widths are not accepted. Try a positive integer");
    }
    return step;
  }

  /** A bare number is seconds. */
  private static long duration(String name, String text) {
    try {
      if (text.length() <= MAX_CHARS && text.matches("\\d+(\\.\\d+)?")) {
        return nanos(new BigDecimal(text).movePointRight(9));
      }
      return GoDuration.parseNanos(text);
    } catch (IllegalArgumentException e) {
      throw new BadQueryException("cannot parse '" + name + "' to a valid duration: " + text);
    }
  }

  private long time(String name, long otherwise) {
    String text = params.get(name, "");
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      if (text.length() <= MAX_CHARS && text.matches("\\d+(\\.\\d+)?")) {
        boolean seconds = text.indexOf('.') >= 0 || text.length() <= MAX_SECONDS_DIGITS;
        BigDecimal number = new BigDecimal(text);
        return nanos(seconds ? number.movePointRight(9) : number);
      }
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return nanos(
          BigDecimal.valueOf(instant.getEpochSecond())
              .movePointRight(9)
              .add(BigDecimal.valueOf(instant.getNano())));
    } catch (DateTimeException e) {
      throw new BadQueryException("cannot parse '" + name + "' to a valid timestamp: " + text);
    }
  }

  /** Leaves room for a range to be added and taken away. */
  private static long nanos(BigDecimal nanos) {
    return nanos.min(MAX.divideToIntegralValue(BigDecimal.valueOf(4))).longValue();
  }
}
