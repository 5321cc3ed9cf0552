package io.choicesherpa.console.selfmetrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.function.Consumer;

/** Registers metrics whose values are asked for when they are scraped. */
final class Callbacks {

  private final PrometheusRegistry registry;

  /** Takes one value with its labels' values. */
  interface Values {
    void put(double value, String... labels);

    default void put(long value, String... labels) {
      put((double) value, labels);
    }
  }

  Callbacks(PrometheusRegistry registry) {
    this.registry = registry;
  }

  void counter(String name, String help, List<String> labels, Consumer<Values> values) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(labels.toArray(new String[0]))
        .callback(callback -> values.accept(callback::call))
        .register(registry);
  }

  void gauge(String name, String help, List<String> labels, Consumer<Values> values) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(labels.toArray(new String[0]))
        .callback(callback -> values.accept(callback::call))
        .register(registry);
  }
}
