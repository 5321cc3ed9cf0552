package io.choicesherpa.console.rules;

import io.choicesherpa.promql.model.Labels;
import java.util.Map;

/**
 * An alert at one time. Times are in milliseconds since 1970; 0 means never.
 *
 * @param labels the rule's, the series' and {@code alertname}: they tell it from others
 * @param annotations expanded
 * @param value of the expression, when it was last there
 * @param activeAtMillis since when the condition holds
 * @param firedAtMillis since when it fires
 * @param resolvedAtMillis since when the condition does not hold any more
 * @param keepFiringSinceMillis since when it fires only because of {@code keep_firing_for}
 * @param validUntilMillis when a receiver may take it for resolved, unless told again
 */
public record Alert(
    AlertState state,
    Labels labels,
    Map<String, String> annotations,
    double value,
    long activeAtMillis,
    long firedAtMillis,
    long resolvedAtMillis,
    long keepFiringSinceMillis,
    long validUntilMillis) {

  /** Whether its condition holds, or is kept up. */
  public boolean isActive() {
    return resolvedAtMillis == 0;
  }
}
