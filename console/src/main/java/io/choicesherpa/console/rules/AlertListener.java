package io.choicesherpa.console.rules;

import java.util.List;

/** Hears of alerts that fire, go on firing or are resolved. Must not block. */
@FunctionalInterface
public interface AlertListener {

  /** Alerts of one rule, with the expression that made them. */
  void alerts(String expression, List<Alert> alerts);
}
