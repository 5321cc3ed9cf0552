package io.choicesherpa.console.rules;

import org.jspecify.annotations.Nullable;

/**
 * How a rule's last evaluation went.
 *
 * @param word {@code unknown} before the first, {@code ok} or {@code err}
 * @param error null unless it failed
 * @param evaluatedAtMillis since 1970; 0 before the first
 * @param durationSeconds of the evaluation
 */
public record RuleHealth(
    String word, @Nullable String error, long evaluatedAtMillis, double durationSeconds) {

  static final RuleHealth UNKNOWN = new RuleHealth("unknown", null, 0, 0);

  static RuleHealth of(@Nullable String error, long evaluatedAtMillis, double durationSeconds) {
    return new RuleHealth(error == null ? "ok" : "err", error, evaluatedAtMillis, durationSeconds);
  }
}
