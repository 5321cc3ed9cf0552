package io.choicesherpa.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.choicesherpa.telemetry.health.HealthCheck;
import io.choicesherpa.telemetry.jdbc.JdbcTelemetry;
import io.choicesherpa.telemetry.metrics.DatabaseMetrics;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import io.choicesherpa.telemetry.redis.LettuceTelemetry;
import io.lettuce.core.resource.ClientResources;
import io.opentelemetry.api.OpenTelemetry;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

class TelemetryAdaptersAutoConfigurationTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  TelemetryAutoConfiguration.class,
                  TelemetryJdbcAutoConfiguration.class,
                  TelemetryRedisAutoConfiguration.class))
          .withPropertyValues("OTLP_ENDPOINT=none", "METRICS_PORT=0");

  @Test
  void dataSource_ofTheApplication_isWatchedAndChecked() {
    withPool()
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(JdbcTelemetry.class)
                    .hasBean("databaseHealthCheck")
                    .getBean(DataSource.class)
                    .matches(JdbcTelemetry::isInstrumented));
  }

  @Test
  void pool_isWatchedAndCanBeInjectedByItsClass() {
    withPool()
        .run(
            context ->
                assertThat(context.getBean(HikariDataSource.class))
                    .isSameAs(context.getBean(DataSource.class))
                    .matches(JdbcTelemetry::isInstrumented));
  }

  @Test
  void dataSource_ofAnyOtherClass_isReplacedByAWatchingOne() {
    runner
        .withBean("own", DataSource.class, () -> new DriverManagerDataSource("jdbc:nowhere:x"))
        .run(
            context ->
                assertThat(context.getBean(DataSource.class))
                    .matches(JdbcTelemetry::isInstrumented)
                    .matches(
                        watched -> unwrapsTo(watched, DriverManagerDataSource.class), "unwraps"));
  }

  @Test
  void severalDataSources_areEachWatchedOnce() {
    runner
        .withBean("first", HikariDataSource.class, () -> pool("first"))
        .withBean("second", HikariDataSource.class, () -> pool("second"))
        .withUserConfiguration(Delegating.class)
        .run(
            context -> {
              assertThat(context.getBeansOfType(HikariDataSource.class).values())
                  .hasSize(2)
                  .allMatch(JdbcTelemetry::isInstrumented);
              assertThat(context.getBean("lazy")).isInstanceOf(LazyConnectionDataSourceProxy.class);
              assertThat(context.getBean("routing")).isInstanceOf(AbstractRoutingDataSource.class);
            });
  }

  @Test
  void noDataSource_isNotMissed() {
    runner.run(
        context -> assertThat(context).hasNotFailed().doesNotHaveBean("databaseHealthCheck"));
  }

  @Test
  void springsJdbc_notOnTheClassPath_isNotMissed() {
    withPool()
        .withClassLoader(new FilteredClassLoader("org.springframework.jdbc"))
        .run(context -> assertThat(context).hasNotFailed());
  }

  @Configuration(proxyBeanMethods = false)
  static class Delegating {

    @Bean
    DataSource lazy(@Qualifier("first") HikariDataSource first) {
      return new LazyConnectionDataSourceProxy(first);
    }

    @Bean
    DataSource routing(
        @Qualifier("first") HikariDataSource first, @Qualifier("second") HikariDataSource second) {
      AbstractRoutingDataSource routing =
          new AbstractRoutingDataSource() {
            @Override
            protected Object determineCurrentLookupKey() {
              return "a";
            }
          };
      routing.setTargetDataSources(Map.of("a", first, "b", second));
      return routing;
    }
  }

  private static boolean unwrapsTo(DataSource watched, Class<?> type) {
    try {
      return watched.isWrapperFor(type);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static HikariDataSource pool(String name) {
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName(name);
    pool.setJdbcUrl("jdbc:postgresql://127.0.0.1:5432/never_opened");
    return pool;
  }

  @Test
  void dataSource_switchedOff_isLeftAlone() {
    withPool()
        .withPropertyValues("telemetry.jdbc.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .doesNotHaveBean(JdbcTelemetry.class)
                    .getBean(DataSource.class)
                    .isInstanceOf(HikariDataSource.class));
  }

  @Test
  void dataSource_thatIsWatchedAlready_isLeftAlone() {
    DataSource watched =
        new JdbcTelemetry(
                OpenTelemetry.noop(),
                new DatabaseMetrics(new Metrics(StandardMetrics.CATALOGUE)),
                System::nanoTime)
            .instrument(new HikariDataSource(), "postgresql", null, null, 0);
    runner
        .withBean("own", DataSource.class, () -> watched)
        .run(context -> assertThat(context.getBean(DataSource.class)).isSameAs(watched));
  }

  @Test
  void jdbcTelemetry_ofTheApplication_wins() {
    JdbcTelemetry own =
        new JdbcTelemetry(
            OpenTelemetry.noop(),
            new DatabaseMetrics(new Metrics(StandardMetrics.CATALOGUE)),
            System::nanoTime);
    runner
        .withBean("own", JdbcTelemetry.class, () -> own)
        .run(context -> assertThat(context.getBean(JdbcTelemetry.class)).isSameAs(own));
  }

  @Test
  void databaseCheck_ofTheApplication_wins() {
    HealthCheck own = HealthCheck.informative("database", () -> {});
    withPool()
        .withBean("databaseHealthCheck", HealthCheck.class, () -> own)
        .run(context -> assertThat(context.getBean(HealthCheck.class)).isSameAs(own));
  }

  @Test
  void lettuce_onTheClassPath_isWatched() {
    runner.run(
        context -> {
          assertThat(context).hasSingleBean(LettuceTelemetry.class);
          assertThat(context.getBean(ClientResources.class).tracing())
              .isSameAs(context.getBean(LettuceTelemetry.class).tracing());
        });
  }

  @Test
  void lettuce_switchedOff_isLeftAlone() {
    runner
        .withPropertyValues("telemetry.redis.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .doesNotHaveBean(LettuceTelemetry.class)
                    .doesNotHaveBean(ClientResources.class));
  }

  @Test
  void lettuce_notOnTheClassPath_isNotMissed() {
    runner
        .withClassLoader(new FilteredClassLoader("io.lettuce"))
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(LettuceTelemetry.class));
  }

  @Test
  void clientResources_ofTheApplication_win() {
    ClientResources own = ClientResources.create();
    runner
        .withBean(
            "own", ClientResources.class, () -> own, bean -> bean.setDestroyMethodName("shutdown"))
        .run(context -> assertThat(context.getBean(ClientResources.class)).isSameAs(own));
  }

  private ApplicationContextRunner withPool() {
    return runner.withBean("pool", DataSource.class, () -> pool("pool"));
  }
}
