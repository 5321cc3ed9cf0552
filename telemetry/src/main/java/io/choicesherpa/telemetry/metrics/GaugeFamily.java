package io.choicesherpa.telemetry.metrics;

import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Gauge;

/** A gauge and its series. Thread-safe. */
public final class GaugeFamily {

  private final Gauge gauge;
  private final LabelSet labels;

  GaugeFamily(Gauge gauge, LabelSet labels) {
    this.gauge = gauge;
    this.labels = labels;
    labels.forEachKnown(gauge::initLabelValues);
  }

  /**
   * The series of these values, in the definition's order. Look it up once and keep it. A value
   * that is not allowed is folded; the series then is the fallback's.
   *
   * @throws IllegalArgumentException if the number of values is not that of the labels
   */
  public GaugeDataPoint labels(String... values) {
    return values.length == 0 ? noLabels() : gauge.labelValues(labels.admit(values));
  }

  private GaugeDataPoint noLabels() {
    labels.admit(new String[0]);
    return gauge;
  }
}
