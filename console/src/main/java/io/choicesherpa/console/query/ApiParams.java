package io.choicesherpa.console.query;

import com.linecorp.armeria.common.QueryParams;
import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.parser.Durations;
import io.choicesherpa.promql.parser.ParseException;
import io.choicesherpa.promql.parser.PromqlParser;
import io.choicesherpa.promql.source.TimeRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parameters as Prometheus's API takes them, from the address and from a form. */
final class ApiParams {

  private static final int MAX_NUMBER_CHARS = 40;
  private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(Long.MAX_VALUE / 1_000_000_000L);

  private final QueryParams params;

  ApiParams(QueryParams params) {
    this.params = params;
  }

  /** The value; empty when it is not there. */
  String text(String name) {
    return params.get(name, "");
  }

  /** A time in milliseconds since 1970; {@code otherwise} when it is not there. */
  long timeMillis(String name, long otherwise) {
    String text = text(name);
    return text.isEmpty() ? otherwise : requiredTimeMillis(name);
  }

  /** A time that has to be there. */
  long requiredTimeMillis(String name) {
    String text = text(name);
    Long millis = seconds(text);
    if (millis != null) {
      return millis;
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return instant.toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw ApiException.parameter(name, "cannot parse \"" + text + "\" to a valid timestamp");
    }
  }

  /** A duration that has to be there: seconds, or as PromQL writes it. */
  long requiredDurationMillis(String name) {
    String text = text(name);
    Long millis = seconds(text);
    if (millis != null) {
      return millis;
    }
    try {
      return Durations.parseMillis(text);
    } catch (IllegalArgumentException e) {
      throw ApiException.parameter(name, "cannot parse \"" + text + "\" to a valid duration");
    }
  }

  private static @Nullable Long seconds(String text) {
    if (text.isEmpty() || text.length() > MAX_NUMBER_CHARS) {
      return null;
    }
    try {
      BigDecimal seconds = new BigDecimal(text);
      if (seconds.precision() - seconds.scale() > MAX_NUMBER_CHARS
          || seconds.abs().compareTo(MAX_SECONDS) > 0) {
        return null;
      }
      return seconds.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      return null;
    }
  }

  /** The range of {@code start} and {@code end}; all times when they are not there. */
  TimeRange range() {
    long start = timeMillis("start", Long.MIN_VALUE);
    long end = timeMillis("end", Long.MAX_VALUE);
    if (end < start) {
      throw ApiException.parameter("end", "end timestamp must not be before start time");
    }
    return new TimeRange(start, end);
  }

  /** How many results to give at most; {@link Integer#MAX_VALUE} for all. */
  int limit(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      return Integer.MAX_VALUE;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 0) {
        return limit == 0 ? Integer.MAX_VALUE : limit;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same message as a negative number.
    }
    throw ApiException.parameter(name, "limit must be a non-negative number, not \"" + text + "\"");
  }

  /** The selectors of {@code match[]}; empty when there are none. */
  List<List<LabelMatcher>> selectors(PromqlParser parser) {
    List<List<LabelMatcher>> selectors = new ArrayList<>();
    for (String text : params.getAll("match[]")) {
      try {
        selectors.add(parser.parseSelector(text));
      } catch (ParseException e) {
        throw ApiException.parameter("match[]", String.valueOf(e.getMessage()));
      }
    }
    return selectors;
  }
}
