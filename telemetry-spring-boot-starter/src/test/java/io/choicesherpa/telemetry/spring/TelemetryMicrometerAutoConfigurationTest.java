package io.choicesherpa.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TelemetryMicrometerAutoConfigurationTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(TelemetryMicrometerAutoConfiguration.class))
          .withBean(Metrics.class, () -> new Metrics(StandardMetrics.CATALOGUE));

  @Test
  void meters_areInTheSameExposition() {
    runner.run(
        context -> {
          context.getBean(MeterRegistry.class).counter("orders.placed", "kind", "new").increment();

          assertThat(exposition(context.getBean(Metrics.class)))
              .contains("orders_placed_total{kind=\"new\"} 1.0")
              .contains("websocket_connections_active 0.0");
        });
  }

  @Test
  void meter_ofATakenName_isLeftOut_andNothingElse() {
    runner.run(
        context -> {
          MeterRegistry meters = context.getBean(MeterRegistry.class);
          meters.counter("http.requests", "uri", "/secret").increment();
          meters.gauge("websocket.connections.active", 42);
          meters.counter("orders.placed").increment();

          assertThat(exposition(context.getBean(Metrics.class)))
              .contains("orders_placed_total 1.0", "websocket_connections_active 0.0")
              .doesNotContain("/secret", " 42.0");
        });
  }

  @Test
  void registryOfTheApplication_wins() {
    PrometheusMeterRegistry own = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    runner
        .withBean("own", PrometheusMeterRegistry.class, () -> own)
        .run(
            context -> {
              assertThat(context.getBean(MeterRegistry.class)).isSameAs(own);
              own.counter("orders.placed").increment();
              assertThat(exposition(context.getBean(Metrics.class)))
                  .contains("orders_placed_total 1.0");
            });
  }

  @Test
  void registryBean_isTheOneThatActuatorScrapes() {
    runner.run(
        context ->
            assertThat(context.getBean(PrometheusRegistry.class))
                .isSameAs(context.getBean(PrometheusMeterRegistry.class).getPrometheusRegistry()));
  }

  @Test
  void registryOfTheLibrary_usedByTheApplication_isNotJoinedToItself() {
    Metrics metrics = new Metrics(StandardMetrics.CATALOGUE);
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(TelemetryMicrometerAutoConfiguration.class))
        .withBean(Metrics.class, () -> metrics)
        .withBean(PrometheusRegistry.class, metrics::registry)
        .run(
            context -> {
              context.getBean(MeterRegistry.class).counter("orders.placed").increment();
              assertThat(exposition(metrics)).containsOnlyOnce("orders_placed_total 1.0");
            });
  }

  @Test
  void withoutMicrometer_orSwitchedOff_orWithoutMetrics_thereIsNone() {
    runner
        .withClassLoader(new FilteredClassLoader("io.micrometer"))
        .run(
            context ->
                assertThat(context).hasNotFailed().doesNotHaveBean("telemetryMeterRegistry"));
    runner
        .withPropertyValues("telemetry.micrometer.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(MeterRegistry.class));
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(TelemetryMicrometerAutoConfiguration.class))
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MeterRegistry.class));
  }

  private static String exposition(Metrics metrics) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, metrics.registry().scrape());
    return out.toString(StandardCharsets.UTF_8);
  }
}
