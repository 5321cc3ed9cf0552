package io.choicesherpa.backend.adapter.out.ai;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads how long a provider asks to wait: {@code retry-after-ms} (OpenAI's own), else {@code
 * Retry-After} in seconds or as a date (RFC 9110 section 10.2.3).
 */
final class RetryAfter {

  private RetryAfter() {}

  /** Returns the wait, never negative, or null when neither header says one that can be read. */
  static @Nullable Duration of(List<String> millis, List<String> retryAfter, Clock clock) {
    Duration wait = null;
    if (!millis.isEmpty()) {
      wait = number(millis.get(0), 1);
    }
    if (wait == null && !retryAfter.isEmpty()) {
      wait = number(retryAfter.get(0), 1000);
      if (wait == null) {
        wait = date(retryAfter.get(0), clock);
      }
    }
    return wait == null || wait.isNegative() ? null : wait;
  }

  private static @Nullable Duration number(String text, int unitMillis) {
    try {
      double value = Double.parseDouble(text.trim());
      return Double.isFinite(value)
          ? Duration.ofMillis((long) Math.ceil(value * unitMillis))
          : null;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private static @Nullable Duration date(String text, Clock clock) {
    try {
      ZonedDateTime until = ZonedDateTime.parse(text.trim(), DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration wait = Duration.between(clock.instant(), until.toInstant());
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException notADate) {
      return null;
    }
  }
}
