package io.choicesherpa.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class ExcludedPathsTest {

  private final MockEnvironment environment = new MockEnvironment();

  @Test
  void paths_withoutActuator_areTheLibrarysProbes() {
    assertThat(of(false)).containsExactly("/health", "/health/ready", "/health/startup");
  }

  @Test
  void paths_ofActuator_areItsProbesAndItsScrape() {
    assertThat(of(true))
        .contains(
            "/actuator/health",
            "/actuator/health/liveness",
            "/actuator/health/readiness",
            "/actuator/prometheus")
        .doesNotContain("/livez");
  }

  @Test
  void paths_followWhereTheApplicationMapsThem() {
    environment
        .withProperty("server.servlet.context-path", "/app")
        .withProperty("management.endpoints.web.base-path", "/manage/")
        .withProperty("management.endpoints.web.path-mapping.prometheus", "scrape")
        .withProperty("management.endpoint.health.probes.add-additional-paths", "true")
        .withProperty("telemetry.http.excluded-paths", "/ping, /favicon.ico,");

    assertThat(of(true))
        .containsExactly(
            "/app/health",
            "/app/health/ready",
            "/app/health/startup",
            "/app/manage/health",
            "/app/manage/health/liveness",
            "/app/manage/health/readiness",
            "/app/manage/scrape",
            "/app/livez",
            "/app/readyz",
            "/app/ping",
            "/app/favicon.ico");
  }

  private Set<String> of(boolean actuator) {
    return ExcludedPaths.of(environment, "server.servlet.context-path", actuator);
  }
}
