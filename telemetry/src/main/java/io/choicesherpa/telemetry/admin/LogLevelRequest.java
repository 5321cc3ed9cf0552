package io.choicesherpa.telemetry.admin;

import ch.qos.logback.classic.Level;
import io.choicesherpa.telemetry.json.Json;
import io.choicesherpa.telemetry.json.Json.Numeral;
import io.choicesherpa.telemetry.logging.LevelFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for, checked.
 *
 * @param logger a logger's name, or {@code logger[span{field=value}]}
 * @param level its level
 * @param duration for how long
 */
record LogLevelRequest(String logger, Level level, Duration duration) {

  static final int MAX_SECONDS = 86_400;

  private static final int MAX_LOGGER_CHARS = 256;
  private static final String LOGGER = "logger";
  private static final String LEVEL = "level";
  private static final String EXPIRES = "expires_in_seconds";
  private static final Set<String> MEMBERS = Set.of(LOGGER, LEVEL, EXPIRES);

  /**
   * Reads a request's body.
   *
   * @throws InvalidRequestException naming every mistake and what is allowed
   */
  static LogLevelRequest parse(String body) {
    Map<String, @Nullable Object> members;
    try {
      members = Json.object(body);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException(
          List.of(
              e.getMessage()
                  + "; expected an object such as {\"logger\":\"io.choicesherpa\","
                  + "\"level\":\"debug\",\"expires_in_seconds\":600}"));
    }
    List<String> mistakes = new ArrayList<>();
    for (String name : members.keySet()) {
      if (!MEMBERS.contains(name)) {
        mistakes.add("unknown member; allowed are logger, level and expires_in_seconds");
      }
    }
    Level level = level(members.get(LOGGER), members.get(LEVEL), mistakes);
    long seconds = seconds(members.get(EXPIRES), mistakes);
    if (!mistakes.isEmpty() || level == null || !(members.get(LOGGER) instanceof String logger)) {
      throw new InvalidRequestException(mistakes);
    }
    return new LogLevelRequest(logger, level, Duration.ofSeconds(seconds));
  }

  /** By the same rules as {@code LOG_LEVEL}. */
  private static @Nullable Level level(
      @Nullable Object logger, @Nullable Object level, List<String> mistakes) {
    boolean named =
        logger instanceof String name
            && name.length() <= MAX_LOGGER_CHARS
            && (name.endsWith("]") || (name.indexOf(',') < 0 && name.indexOf('=') < 0));
    if (!named) {
      mistakes.add("logger: expected a name of at most 256 characters such as io.choicesherpa");
    }
    String word = level instanceof String text && text.indexOf(',') < 0 ? text : "";
    try {
      LevelFilter one = LevelFilter.parse((named ? logger : "any") + "=" + word);
      if (one.levels().size() + one.spans().size() != 1) {
        mistakes.add("logger: expected one name, without commas outside of braces and quotes");
        return null;
      }
      return one.spans().isEmpty()
          ? one.levels().values().iterator().next()
          : one.spans().get(0).level();
    } catch (IllegalArgumentException e) {
      mistakes.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static long seconds(@Nullable Object value, List<String> mistakes) {
    if (value instanceof Numeral number && number.isCount()) {
      long seconds = Long.parseLong(number.text());
      if (seconds <= MAX_SECONDS) {
        return seconds;
      }
    }
    mistakes.add("expires_in_seconds: expected a whole number from 1 to 86400");
    return 0;
  }
}
