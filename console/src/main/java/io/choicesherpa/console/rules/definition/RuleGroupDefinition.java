package io.choicesherpa.console.rules.definition;

import java.util.List;

/**
 * Rules that are evaluated together, one after the other.
 *
 * @param file where it stands
 * @param intervalMillis between evaluations; 0 for the default
 * @param queryOffsetMillis how far back the rules look
 * @param limit most series or alerts of a rule; 0 for any number
 */
public record RuleGroupDefinition(
    String file,
    String name,
    long intervalMillis,
    long queryOffsetMillis,
    int limit,
    List<RuleDefinition> rules) {

  /** Copies the rules. */
  public RuleGroupDefinition {
    rules = List.copyOf(rules);
  }
}
