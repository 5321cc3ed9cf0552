package io.choicesherpa.promql.model;

import org.jspecify.annotations.Nullable;

/**
 * Something that a person should know about an answer which is not an error.
 *
 * @param severity whether the answer may be wrong
 * @param message in the words that Prometheus uses, so that tools that read them keep working
 * @param detail continues the message with what was found; empty when there is nothing to add
 * @param position what it is about; null when it is about the whole
 */
public record QueryAnnotation(
    Severity severity, String message, String detail, @Nullable PositionRange position) {

  /** How much it matters. */
  public enum Severity {
    /** The answer may be wrong or incomplete. */
    WARNING,
    /** The answer may not be what was meant. */
    INFO
  }

  /** The message with its detail, and with line and column of the place in {@code query}. */
  public String text(String query) {
    String whole = message + detail;
    return position == null ? whole : whole + " (" + position.lineAndColumn(query) + ")";
  }
}
