package io.choicesherpa.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.health.HealthCheck;
import io.choicesherpa.telemetry.health.HealthChecks;
import io.choicesherpa.telemetry.health.HealthMonitor;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class TelemetryHealthAutoConfigurationTest {

  private final WebApplicationContextRunner runner =
      new WebApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(TelemetryHealthAutoConfiguration.class));

  @Test
  void checks_ofTheApplication_areAllReported() {
    runner
        .withBean(
            "one",
            HealthCheck.class,
            () ->
                HealthCheck.informative(
                    "one",
                    () -> {
                      throw new IOException("down");
                    }))
        .withBean("two", HealthCheck.class, () -> HealthCheck.required("two", () -> {}))
        .run(
            context ->
                assertThat(context.getBean(HealthChecks.class).readiness().checks())
                    .as("required ones first")
                    .containsExactly(Map.entry("two", "ok"), Map.entry("one", "fail")));
  }

  @Test
  void healthChecks_ofTheApplication_win() {
    try (HealthChecks own = new HealthChecks(List.of())) {
      runner
          .withBean("own", HealthChecks.class, () -> own)
          .run(context -> assertThat(context.getBean(HealthChecks.class)).isSameAs(own));
    }
  }

  @Test
  void health_switchedOff_isAbsent() {
    runner
        .withPropertyValues("telemetry.health.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .doesNotHaveBean(HealthChecks.class)
                    .doesNotHaveBean("telemetryHealthServlet"));
  }

  @Test
  void application_withoutWeb_hasTheChecksAndNoRoutes() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(TelemetryHealthAutoConfiguration.class))
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(HealthChecks.class)
                    .doesNotHaveBean("telemetryHealthServlet"));
  }

  @Test
  void routes_answerAsTheContractSays() throws Exception {
    try (HealthChecks ready =
            new HealthChecks(List.of(HealthCheck.required("database", () -> {})));
        HealthChecks notReady =
            new HealthChecks(
                List.of(
                    HealthCheck.required(
                        "database",
                        () -> {
                          throw new IOException("down");
                        })))) {
      assertThat(get(ready, "/health")).isEqualTo("200 {\"status\":\"ok\"}");
      assertThat(get(ready, "/health/ready"))
          .isEqualTo("200 {\"status\":\"ready\",\"checks\":{\"database\":\"ok\"}}");
      assertThat(get(notReady, "/health")).isEqualTo("200 {\"status\":\"ok\"}");
      assertThat(get(notReady, "/health/ready"))
          .isEqualTo("503 {\"status\":\"not_ready\",\"checks\":{\"database\":\"fail\"}}");
    }
  }

  @Test
  void startupProbe_passesOnceTheApplicationIsReady() throws Exception {
    try (HealthChecks checks = new HealthChecks(List.of())) {
      assertThat(get(checks, "/health/startup")).isEqualTo("503 {\"status\":\"starting\"}");
    }
    runner.run(
        context -> {
          HealthChecks checks = context.getBean(HealthChecks.class);
          assertThat(checks.startup().healthy()).isFalse();
          context.publishEvent(
              new ApplicationReadyEvent(
                  new SpringApplication(), new String[0], context, Duration.ZERO));
          assertThat(get(checks, "/health/startup")).isEqualTo("200 {\"status\":\"started\"}");
        });
  }

  @Test
  void statusMetric_isThereWithTheMetricsOnly() {
    runner.run(context -> assertThat(context).doesNotHaveBean(HealthMonitor.class));
    runner
        .withBean(Metrics.class, () -> new Metrics(StandardMetrics.CATALOGUE))
        .run(context -> assertThat(context).hasSingleBean(HealthMonitor.class));
  }

  private static String get(HealthChecks checks, String path) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
    request.setServletPath(path);
    MockHttpServletResponse response = new MockHttpServletResponse();
    new HealthServlet(checks).service(request, response);
    return response.getStatus() + " " + response.getContentAsString();
  }
}
