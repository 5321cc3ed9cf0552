package io.choicesherpa.console.rules;

import io.choicesherpa.console.rules.definition.RuleGroupDefinition;
import java.util.List;

/**
 * A group at one time.
 *
 * @param intervalMillis between evaluations
 * @param evaluatedAtMillis since 1970; 0 before the first
 * @param durationSeconds of the last evaluation
 */
public record RuleGroupSnapshot(
    RuleGroupDefinition definition,
    long intervalMillis,
    long evaluatedAtMillis,
    double durationSeconds,
    List<RuleSnapshot> rules) {

  /** Copies the rules. */
  public RuleGroupSnapshot {
    rules = List.copyOf(rules);
  }

  static RuleGroupSnapshot of(RuleGroup group) {
    return new RuleGroupSnapshot(
        group.definition(),
        group.intervalMillis(),
        group.evaluatedAtMillis(),
        group.durationSeconds(),
        group.rules().stream().map(RuleSnapshot::of).toList());
  }
}
