package io.choicesherpa.telemetry.metrics;

import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * The metrics that the client brings by itself: {@code jvm_*}, {@code process_*} and {@code
 * build_info}.
 */
public final class RuntimeMetrics {

  private RuntimeMetrics() {}

  /**
   * Adds them to what is scraped; once for each {@link Metrics}.
   *
   * @param service the service's name, as in {@code service.name}
   * @param version the version built, as in {@code service.version}
   */
  public static void register(Metrics metrics, String service, String version) {
    PrometheusRegistry registry = metrics.registry();
    JvmMetrics.builder().register(registry);
    Info.builder()
        .name("build_info")
        .help("The service and its version; always 1.")
        .labelNames("service", "version")
        .register(registry)
        .setLabelValues(service, version);
  }
}
