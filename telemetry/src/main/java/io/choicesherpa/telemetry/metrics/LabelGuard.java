package io.choicesherpa.telemetry.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets a label's allowed values through and folds the rest. Thread-safe. */
final class LabelGuard {

  /** A longer value is no label value by design but something that strayed in. */
  static final int MAX_VALUE_CHARS = 160;

  private final LabelDefinition definition;
  private final CounterDataPoint folded;
  private final Set<String> admitted = ConcurrentHashMap.newKeySet();

  LabelGuard(LabelDefinition definition, CounterDataPoint folded) {
    this.definition = definition;
    this.folded = folded;
    admitted.addAll(definition.values());
  }

  String admit(String value) {
    if (admitted.contains(value) || value.equals(definition.fallback())) {
      return value;
    }
    if (!definition.isClosed()
        && !value.isEmpty()
        && value.length() <= MAX_VALUE_CHARS
        && admitWithinBudget(value)) {
      return value;
    }
    folded.inc();
    return definition.fallback();
  }

  private synchronized boolean admitWithinBudget(String value) {
    if (admitted.contains(value)) {
      return true;
    }
    if (admitted.size() >= definition.maxValues()) {
      return false;
    }
    admitted.add(value);
    return true;
  }
}
