package io.choicesherpa.telemetry.metrics;

import io.choicesherpa.telemetry.redaction.Redactor;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets a label's allowed values through and folds the rest. Thread-safe. */
final class LabelGuard {

  /** A longer value is no label value by design but something that strayed in. */
  static final int MAX_VALUE_CHARS = 160;

  private final LabelDefinition definition;
  private final CounterDataPoint folded;
  private final Redactor redactor;
  private final Set<String> admitted = ConcurrentHashMap.newKeySet();

  LabelGuard(LabelDefinition definition, CounterDataPoint folded, Redactor redactor) {
    this.redactor = redactor;
    this.definition = definition;
    this.folded = folded;
    admitted.addAll(definition.values());
  }

  String admit(String value) {
    if (admitted.contains(value) || value.equals(definition.fallback())) {
      return value;
    }
    if (!definition.isClosed() && isWellFormed(value) && admitWithinBudget(value)) {
      return value;
    }
    folded.inc();
    return definition.fallback();
  }

  /**
   * Control characters belong in no label, and halves of surrogate pairs would all be written as
   * the same character, so that two series became one.
   */
  private static boolean isWellFormed(String value) {
    if (value.isEmpty() || value.length() > MAX_VALUE_CHARS) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isISOControl(c)) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (i + 1 == value.length() || !Character.isSurrogatePair(c, value.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** What would be hidden in a log line, by its label's name or by its form, is no series. */
  private boolean isHidden(String value) {
    return !value.equals(redactor.redact(definition.name(), value));
  }

  private synchronized boolean admitWithinBudget(String value) {
    if (admitted.contains(value)) {
      return true;
    }
    if (admitted.size() >= definition.maxValues() || isHidden(value)) {
      return false;
    }
    admitted.add(value);
    return true;
  }
}
