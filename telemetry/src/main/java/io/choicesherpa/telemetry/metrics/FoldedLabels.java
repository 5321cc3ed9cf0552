package io.choicesherpa.telemetry.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Counts folded label values; has one series for each label of the catalogue from the start. */
final class FoldedLabels {

  private final Counter counter;

  FoldedLabels(PrometheusRegistry registry) {
    MetricDefinition definition = StandardMetrics.LABEL_VALUES_FOLDED;
    counter =
        Counter.builder()
            .name(definition.name())
            .help(definition.help())
            .labelNames(definition.labelNames().toArray(String[]::new))
            .withoutExemplars()
            .register(registry);
  }

  CounterDataPoint of(String metric, String label) {
    return counter.labelValues(metric, label);
  }
}
