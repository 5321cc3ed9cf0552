package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.metrics.Metrics;
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.tracer.otel.OpenTelemetrySpanContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * What the application and its libraries measure by Micrometer, on the same listener, with {@code
 * micrometer-registry-prometheus} on the class path; {@code telemetry.micrometer.enabled=false}
 * switches it off. It comes before Spring Boot's own, which then backs off.
 */
@AutoConfiguration(
    after = TelemetryAutoConfiguration.class,
    beforeName = TelemetryMicrometerAutoConfiguration.SPRING_BOOTS)
@ConditionalOnClass(PrometheusMeterRegistry.class)
@ConditionalOnBean(Metrics.class)
@ConditionalOnProperty(
    name = {"telemetry.enabled", "telemetry.micrometer.enabled"},
    matchIfMissing = true)
public class TelemetryMicrometerAutoConfiguration {

  static final String SPRING_BOOTS =
      "org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus"
          + ".PrometheusMetricsExportAutoConfiguration";

  /** Made by Spring. */
  public TelemetryMicrometerAutoConfiguration() {}

  /**
   * Of its own, so that a name taken twice costs that one metric and nothing more; a bean, so that
   * Actuator's scrape tells the same.
   */
  @Bean
  @ConditionalOnMissingBean
  PrometheusRegistry telemetryMicrometerMetrics() {
    return new PrometheusRegistry();
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  PrometheusMeterRegistry telemetryMeterRegistry(PrometheusRegistry registry) {
    return new PrometheusMeterRegistry(
        PrometheusConfig.DEFAULT, registry, Clock.SYSTEM, new OpenTelemetrySpanContext());
  }

  /** The application's own too, where it has one. Never lazy, since nothing else asks for it. */
  @Lazy(false)
  @Bean
  SmartInitializingSingleton telemetryMeterJoin(
      Metrics metrics, ObjectProvider<PrometheusMeterRegistry> registries) {
    return () ->
        registries.stream()
            .map(PrometheusMeterRegistry::getPrometheusRegistry)
            .filter(registry -> registry != metrics.registry())
            .distinct()
            .forEach(metrics::join);
  }
}
