package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.metrics.Metrics;
import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.tracer.otel.OpenTelemetrySpanContext;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

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

  /** Its registry is its own, so that a name taken twice costs that one metric and nothing more. */
  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  PrometheusMeterRegistry telemetryMeterRegistry(Metrics metrics) {
    PrometheusRegistry own = new PrometheusRegistry();
    metrics.join(own);
    return new PrometheusMeterRegistry(
        PrometheusConfig.DEFAULT, own, Clock.SYSTEM, new OpenTelemetrySpanContext());
  }
}
