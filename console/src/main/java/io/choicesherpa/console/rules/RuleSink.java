package io.choicesherpa.console.rules;

import io.choicesherpa.promql.model.Labels;

/** Takes the series that rules write. Has to be thread-safe. */
@FunctionalInterface
public interface RuleSink {

  /**
   * Adds a sample; {@link io.choicesherpa.promql.model.StaleMarker} says that a series ended.
   *
   * @return false when the sample was refused: older than the series' last, or past a limit
   */
  boolean append(Labels labels, long timestampMillis, double value);
}
