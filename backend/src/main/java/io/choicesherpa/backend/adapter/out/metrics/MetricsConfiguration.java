package io.choicesherpa.backend.adapter.out.metrics;

import io.choicesherpa.backend.application.port.out.RecordJourney;
import io.choicesherpa.telemetry.metrics.MetricCatalogue;
import io.choicesherpa.telemetry.metrics.Metrics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The business metrics: the catalogue, and who records. */
@Configuration(proxyBeanMethods = false)
public class MetricsConfiguration {

  @Bean
  static MetricCatalogue businessMetrics() {
    return BusinessMetrics.CATALOGUE;
  }

  @Bean
  RecordJourney recordJourney(Metrics metrics, JdbcClient jdbc) {
    return new JourneyMetrics(metrics, jdbc);
  }

  @Bean(initMethod = "start")
  ActiveSessionsGauge activeSessionsGauge(Metrics metrics, JdbcClient jdbc) {
    return new ActiveSessionsGauge(
        metrics.gauge(BusinessMetrics.SESSIONS_ACTIVE).labels(),
        () ->
            jdbc.sql("SELECT count(*) FROM sessions WHERE archived_at IS NULL")
                .query(Long.class)
                .single());
  }
}
