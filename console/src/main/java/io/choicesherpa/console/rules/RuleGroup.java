package io.choicesherpa.console.rules;

import io.choicesherpa.console.rules.definition.RuleDefinition;
import io.choicesherpa.console.rules.definition.RuleGroupDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A group that runs. Evaluated by one thread at a time. */
final class RuleGroup {

  private final RuleGroupDefinition definition;
  private final long intervalMillis;
  private final List<Rule> rules;
  private volatile long evaluatedAtMillis;
  private volatile double durationSeconds;

  RuleGroup(RuleGroupDefinition definition, long defaultIntervalMillis) {
    this.definition = definition;
    intervalMillis =
        definition.intervalMillis() > 0 ? definition.intervalMillis() : defaultIntervalMillis;
    rules = definition.rules().stream().map(RuleGroup::rule).toList();
  }

  private static Rule rule(RuleDefinition definition) {
    return definition instanceof RuleDefinition.Alerting alerting
        ? new AlertingRule(alerting)
        : new RecordingRule((RuleDefinition.Recording) definition);
  }

  RuleGroupDefinition definition() {
    return definition;
  }

  long intervalMillis() {
    return intervalMillis;
  }

  List<Rule> rules() {
    return rules;
  }

  long evaluatedAtMillis() {
    return evaluatedAtMillis;
  }

  double durationSeconds() {
    return durationSeconds;
  }

  /** One after the other: a rule sees what those above it wrote. */
  void evaluate(RuleContext context, long nowMillis) {
    long began = context.nanoTime().getAsLong();
    RuleTiming timing =
        new RuleTiming(
            nowMillis,
            nowMillis - definition.queryOffsetMillis(),
            intervalMillis,
            definition.limit());
    for (Rule rule : rules) {
      rule.run(context, timing);
    }
    evaluatedAtMillis = nowMillis;
    durationSeconds = (context.nanoTime().getAsLong() - began) / 1e9;
  }

  /** To be called after the first evaluation. */
  void restore(AlertMemory memory, long nowMillis) {
    for (Rule rule : rules) {
      if (rule instanceof AlertingRule alerting && !alerting.isRestored()) {
        ForState.restore(alerting, memory, nowMillis);
      }
    }
  }

  /** Rules of {@code former} that are still here go on; the series of the others end. */
  void takeOver(RuleGroup former, RuleSink sink, long nowMillis) {
    List<Rule> left = new ArrayList<>(former.rules);
    for (Rule rule : rules) {
      for (Rule candidate : left) {
        if (isSame(rule, candidate)) {
          left.remove(candidate);
          takeOver(rule, candidate);
          break;
        }
      }
    }
    left.forEach(rule -> rule.end(sink, nowMillis));
    evaluatedAtMillis = former.evaluatedAtMillis;
  }

  private static boolean isSame(Rule one, Rule other) {
    return one.getClass() == other.getClass()
        && one.definition().name().equals(other.definition().name())
        && Objects.equals(one.definition().labels(), other.definition().labels());
  }

  private static void takeOver(Rule rule, Rule former) {
    if (rule instanceof AlertingRule alerting && former instanceof AlertingRule formerAlerting) {
      alerting.takeOverAlerts(formerAlerting);
    } else {
      rule.takeOver(former);
    }
  }

  void end(RuleSink sink, long nowMillis) {
    rules.forEach(rule -> rule.end(sink, nowMillis));
  }
}
