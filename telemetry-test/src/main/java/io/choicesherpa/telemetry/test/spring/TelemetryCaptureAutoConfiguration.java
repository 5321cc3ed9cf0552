package io.choicesherpa.telemetry.test.spring;

import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.test.TelemetryCapture;
import io.opentelemetry.api.OpenTelemetry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * The capture in place of the starter's pipeline, which backs off before its {@link OpenTelemetry};
 * imported by {@link AutoConfigureTelemetryCapture}.
 */
@AutoConfiguration(beforeName = "io.choicesherpa.telemetry.spring.TelemetryAutoConfiguration")
public class TelemetryCaptureAutoConfiguration {

  /** Made by Spring. */
  public TelemetryCaptureAutoConfiguration() {}

  @Bean(destroyMethod = "stop")
  TelemetryCapture telemetryCapture(Metrics metrics, TelemetryConfig config) {
    return TelemetryCapture.builder()
        .existingMetrics(metrics)
        .service(config.serviceName(), config.environment())
        .sampleRate(config.traceSampleRate())
        .redaction(config.redaction())
        .start();
  }

  /** Before one of the application's own, which would record elsewhere. */
  @Primary
  @Bean(destroyMethod = "")
  OpenTelemetry capturingOpenTelemetry(TelemetryCapture capture) {
    return capture.openTelemetry();
  }
}
