package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.health.HealthCheck;
import io.choicesherpa.telemetry.health.HealthChecks;
import jakarta.servlet.Servlet;
import java.util.Comparator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Liveness and readiness over all beans of type {@link HealthCheck}; {@code
 * telemetry.health.enabled=false} switches it off.
 */
@AutoConfiguration(after = TelemetryAutoConfiguration.class)
@ConditionalOnProperty(
    name = {"telemetry.enabled", "telemetry.health.enabled"},
    matchIfMissing = true)
public class TelemetryHealthAutoConfiguration {

  /** Made by Spring. */
  public TelemetryHealthAutoConfiguration() {}

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  HealthChecks healthChecks(ObjectProvider<HealthCheck> checks) {
    // What is required comes first; the same order at every start.
    return new HealthChecks(
        checks.stream()
            .sorted(
                Comparator.comparing((HealthCheck check) -> !check.required())
                    .thenComparing(HealthCheck::name))
            .toList());
  }

  /** The probes' routes. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnClass(Servlet.class)
  static class RoutesConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "telemetryHealthServlet")
    ServletRegistrationBean<HealthServlet> telemetryHealthServlet(HealthChecks checks) {
      ServletRegistrationBean<HealthServlet> registration =
          new ServletRegistrationBean<>(
              new HealthServlet(checks), HealthServlet.LIVENESS_PATH, HealthServlet.READINESS_PATH);
      registration.setName("telemetryHealthServlet");
      return registration;
    }
  }
}
