package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.health.HealthCheck;
import io.choicesherpa.telemetry.health.HealthChecks;
import io.choicesherpa.telemetry.health.HealthMonitor;
import io.choicesherpa.telemetry.metrics.Metrics;
import jakarta.servlet.Servlet;
import java.util.Comparator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

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

  /** The application has started, runners included. Not of a child context's start. */
  @Bean
  ApplicationListener<ApplicationReadyEvent> telemetryStartedListener(HealthChecks checks) {
    return event -> checks.markStarted();
  }

  /** The checks' results as a metric. Never lazy, since nothing else asks for it. */
  @Lazy(false)
  @Bean(destroyMethod = "close")
  @ConditionalOnBean(Metrics.class)
  @ConditionalOnMissingBean
  HealthMonitor healthMonitor(HealthChecks checks, Metrics metrics) {
    return new HealthMonitor(checks, metrics, HealthMonitor.DEFAULT_INTERVAL);
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
              new HealthServlet(checks), HealthServlet.PATHS.toArray(String[]::new));
      registration.setName("telemetryHealthServlet");
      return registration;
    }
  }
}
