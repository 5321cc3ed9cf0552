package io.choicesherpa.telemetry.spring;

import com.zaxxer.hikari.HikariDataSource;
import io.choicesherpa.telemetry.jdbc.DatabaseTarget;
import io.choicesherpa.telemetry.jdbc.JdbcTelemetry;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** Puts a watching data source in the place of each that the application has. */
final class DataSourceInstrumenter implements BeanPostProcessor {

  private static final boolean HIKARI =
      ClassUtils.isPresent(
          "com.zaxxer.hikari.HikariDataSource", DataSourceInstrumenter.class.getClassLoader());

  private final ObjectProvider<JdbcTelemetry> telemetry;
  private final Environment environment;

  DataSourceInstrumenter(ObjectProvider<JdbcTelemetry> telemetry, Environment environment) {
    this.telemetry = telemetry;
    this.environment = environment;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    if (bean instanceof DataSource dataSource && !JdbcTelemetry.isInstrumented(dataSource)) {
      return telemetry
          .getObject()
          .instrument(dataSource, DatabaseTarget.ofJdbcUrl(jdbcUrl(dataSource)));
    }
    return bean;
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
