package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.health.HealthCheck;
import io.choicesherpa.telemetry.jdbc.JdbcTelemetry;
import io.choicesherpa.telemetry.metrics.DatabaseMetrics;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.opentelemetry.api.OpenTelemetry;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Every {@link DataSource} bean is watched. HikariCP's pools stay what they are; any other is then
 * no longer of the pool's own type, to which it unwraps; {@code telemetry.jdbc.enabled=false}
 * switches it off.
 */
@AutoConfiguration(
    after = TelemetryAutoConfiguration.class,
    afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnProperty(
    name = {"telemetry.enabled", "telemetry.jdbc.enabled"},
    matchIfMissing = true)
public class TelemetryJdbcAutoConfiguration {

  /** Made by Spring. */
  public TelemetryJdbcAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  JdbcTelemetry jdbcTelemetry(OpenTelemetry openTelemetry, Metrics metrics) {
    return new JdbcTelemetry(openTelemetry, new DatabaseMetrics(metrics), System::nanoTime);
  }

  /** Static and lazy: a post-processor is made before the beans that it needs can be. */
  @Bean
  static DataSourceInstrumenter telemetryDataSourceInstrumenter(
      ObjectProvider<JdbcTelemetry> telemetry, Environment environment) {
    return new DataSourceInstrumenter(telemetry, environment);
  }

  /** The database is what a service cannot do without. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnSingleCandidate(DataSource.class)
  @ConditionalOnBean(DataSource.class)
  @ConditionalOnProperty(name = "telemetry.health.enabled", matchIfMissing = true)
  static class CheckConfiguration {

    private static final int LIMIT_SECONDS = 1;

    @Bean
    @ConditionalOnMissingBean(name = "databaseHealthCheck")
    HealthCheck databaseHealthCheck(DataSource dataSource) {
      return HealthCheck.required("database", () -> probe(dataSource));
    }

    private static void probe(DataSource dataSource) throws SQLException {
      try (Connection connection = dataSource.getConnection()) {
        if (!connection.isValid(LIMIT_SECONDS)) {
          throw new SQLException("connection is not valid");
        }
      }
    }
  }
}
