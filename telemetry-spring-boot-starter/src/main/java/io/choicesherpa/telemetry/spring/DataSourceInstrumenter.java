package io.choicesherpa.telemetry.spring;

import com.zaxxer.hikari.HikariDataSource;
import io.choicesherpa.telemetry.jdbc.DatabaseTarget;
import io.choicesherpa.telemetry.jdbc.JdbcTelemetry;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.util.ClassUtils;

/**
 * Has each data source of the application watched: a HikariCP pool from the inside, so that it can
 * be injected by its class, any other by a watching one in its place. What only hands on to another
 * that is watched is left alone.
 */
final class DataSourceInstrumenter implements BeanPostProcessor {

  private static final boolean HIKARI = isPresent("com.zaxxer.hikari.HikariDataSource");
  private static final boolean SPRING_JDBC =
      isPresent("org.springframework.jdbc.datasource.DelegatingDataSource");

  private final ObjectProvider<JdbcTelemetry> telemetry;
  private final Environment environment;

  DataSourceInstrumenter(ObjectProvider<JdbcTelemetry> telemetry, Environment environment) {
    this.telemetry = telemetry;
    this.environment = environment;
  }

  private static boolean isPresent(String name) {
    return ClassUtils.isPresent(name, DataSourceInstrumenter.class.getClassLoader());
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    if (!(bean instanceof DataSource dataSource) || isWatched(dataSource)) {
      return bean;
    }
    JdbcTelemetry watching = telemetry.getObject();
    DatabaseTarget target = DatabaseTarget.ofJdbcUrl(jdbcUrl(dataSource));
    return watching.instrumentInPlace(dataSource, target)
        ? dataSource
        : watching.instrument(dataSource, target);
  }

  private static boolean isWatched(DataSource dataSource) {
    return JdbcTelemetry.isInstrumented(dataSource)
        || (SPRING_JDBC && Delegating.isWatched(dataSource));
  }

  /** Apart, so that Spring's JDBC may be missing. */
  private static final class Delegating {
    static boolean isWatched(DataSource dataSource) {
      if (dataSource instanceof DelegatingDataSource delegating) {
        DataSource target = delegating.getTargetDataSource();
        return target != null && DataSourceInstrumenter.isWatched(target);
      }
      return dataSource instanceof AbstractRoutingDataSource routing
          && routing.getResolvedDataSources().values().stream()
              .anyMatch(DataSourceInstrumenter::isWatched);
    }
  }

  private String jdbcUrl(DataSource dataSource) {
    String ofPool = HIKARI ? HikariUrl.of(dataSource) : null;
    return ofPool == null ? environment.getProperty("spring.datasource.url", "") : ofPool;
  }

  /** Apart, so that HikariCP may be missing. */
  private static final class HikariUrl {
    static @Nullable String of(DataSource dataSource) {
      return dataSource instanceof HikariDataSource pool ? pool.getJdbcUrl() : null;
    }
  }
}
