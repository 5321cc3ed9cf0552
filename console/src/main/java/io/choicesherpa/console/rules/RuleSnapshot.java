package io.choicesherpa.console.rules;

import io.choicesherpa.console.rules.definition.RuleDefinition;
import java.util.List;

/**
 * A rule at one time.
 *
 * @param state of the worst alert; {@link AlertState#INACTIVE} for a recording
 * @param alerts those that are active; none for a recording
 */
public record RuleSnapshot(
    RuleDefinition definition, AlertState state, RuleHealth health, List<Alert> alerts) {

  /** Copies the alerts. */
  public RuleSnapshot {
    alerts = List.copyOf(alerts);
  }

  static RuleSnapshot of(Rule rule) {
    return rule instanceof AlertingRule alerting
        ? new RuleSnapshot(
            alerting.definition(), alerting.state(), alerting.health(), alerting.activeAlerts())
        : new RuleSnapshot(rule.definition(), AlertState.INACTIVE, rule.health(), List.of());
  }
}
