package io.choicesherpa.telemetry.errors;

import java.util.Map;
import org.slf4j.event.Level;

/**
 * Something that happened before an error, as a rule a log line. Immutable.
 *
 * @param timestampMillis since 1970
 * @param level of the line
 * @param category where it comes from, as a rule the logger
 * @param message redacted before it leaves
 * @param data numbers, truth values and texts; redacted before they leave
 */
public record Breadcrumb(
    long timestampMillis, Level level, String category, String message, Map<String, Object> data) {

  /** Copies the data. */
  public Breadcrumb {
    data = Map.copyOf(data);
  }
}
