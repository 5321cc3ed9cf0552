package io.choicesherpa.backend.adapter.out.ratelimit;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * So many in such a time. All of them may come at once; each is given back after its share of the
 * time.
 *
 * @param count greater than 0
 * @param period greater than zero
 */
record Rate(int count, Duration period) {

  /** What {@link #parse} takes. */
  static final String ALLOWED =
      "a count from 1 to 1000000 and a unit, such as 20/minute (or /second, /hour)";

  private static final Map<String, Duration> UNITS =
      Map.of(
          "second", Duration.ofSeconds(1),
          "minute", Duration.ofMinutes(1),
          "hour", Duration.ofHours(1));

  static Rate perMinute(int count) {
    return new Rate(count, Duration.ofMinutes(1));
  }

  static Rate perHour(int count) {
    return new Rate(count, Duration.ofHours(1));
  }

  /** Reads {@code 20/minute}; null for anything that is not {@value #ALLOWED}. */
  static @Nullable Rate parse(String text) {
    int slash = text.indexOf('/');
    Duration period = slash < 0 ? null : UNITS.get(text.substring(slash + 1).strip());
    if (period == null) {
      return null;
    }
    try {
      int count = Integer.parseInt(text.substring(0, slash).strip());
      return count >= 1 && count <= 1_000_000 ? new Rate(count, period) : null;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  /** The time that one of them takes to come back, in microseconds; at least 1. */
  long intervalMicros() {
    return Math.max(1, period.toNanos() / 1_000 / count);
  }

  /** The time that all of them take, in microseconds. */
  long capacityMicros() {
    return intervalMicros() * count;
  }
}
