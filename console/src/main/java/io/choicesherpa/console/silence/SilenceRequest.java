package io.choicesherpa.console.silence;

import io.choicesherpa.promql.model.LabelMatcher;
import java.util.List;

/**
 * A silence that is asked for.
 *
 * @param id of the silence that it replaces; empty for a new one
 */
public record SilenceRequest(
    String id,
    List<LabelMatcher> matchers,
    long startsAtMillis,
    long endsAtMillis,
    String createdBy,
    String comment) {

  private static final int MAX_MATCHERS = 32;
  private static final int MAX_TEXT_CHARS = 2_000;

  /**
   * Checks what is asked for.
   *
   * @throws IllegalArgumentException with the reason when it makes no sense
   */
  public SilenceRequest {
    matchers = List.copyOf(matchers);
    if (matchers.isEmpty() || matchers.size() > MAX_MATCHERS) {
      throw new IllegalArgumentException(
          "a silence has 1 to " + MAX_MATCHERS + " matchers, not " + matchers.size());
    }
    if (matchers.stream().allMatch(matcher -> matcher.matches(""))) {
      throw new IllegalArgumentException(
          "a silence wants a matcher that does not match the empty text, or it would silence all");
    }
    if (endsAtMillis <= startsAtMillis) {
      throw new IllegalArgumentException("a silence ends after it starts");
    }
    if (createdBy.isBlank() || comment.isBlank()) {
      throw new IllegalArgumentException("a silence says who made it and why");
    }
    if (createdBy.length() > MAX_TEXT_CHARS || comment.length() > MAX_TEXT_CHARS) {
      throw new IllegalArgumentException("a text of more than " + MAX_TEXT_CHARS + " characters");
    }
  }
}
