package io.choicesherpa.telemetry.metrics;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;

/** A histogram and its series. Thread-safe. */
public final class HistogramFamily {

  private final Histogram histogram;
  private final LabelSet labels;

  HistogramFamily(Histogram histogram, LabelSet labels) {
    this.histogram = histogram;
    this.labels = labels;
    labels.forEachKnown(histogram::initLabelValues);
  }

  /**
   * The series of these values, in the definition's order. Look it up once and keep it. A value
   * that is not allowed is folded; the series then is the fallback's.
   *
   * @throws IllegalArgumentException if the number of values is not that of the labels
   */
  public DistributionDataPoint labels(String... values) {
    return values.length == 0 ? noLabels() : histogram.labelValues(labels.admit(values));
  }

  private DistributionDataPoint noLabels() {
    labels.admit(new String[0]);
    return histogram;
  }
}
