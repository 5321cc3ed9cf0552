package io.choicesherpa.telemetry.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;

/** A counter and its series. Thread-safe. */
public final class CounterFamily {

  private final Counter counter;
  private final LabelSet labels;

  CounterFamily(Counter counter, LabelSet labels) {
    this.counter = counter;
    this.labels = labels;
    labels.forEachKnown(counter::initLabelValues);
  }

  /**
   * The series of these values, in the definition's order. Look it up once and keep it. A value
   * that is not allowed is folded; the series then is the fallback's.
   *
   * @throws IllegalArgumentException if the number of values is not that of the labels
   */
  public CounterDataPoint labels(String... values) {
    return values.length == 0 ? noLabels() : counter.labelValues(labels.admit(values));
  }

  /** One label's value as it may be used, for those who share it with another metric. */
  String admit(int labelIndex, String value) {
    return labels.admit(labelIndex, value);
  }

  private CounterDataPoint noLabels() {
    labels.admit(new String[0]);
    return counter;
  }
}
