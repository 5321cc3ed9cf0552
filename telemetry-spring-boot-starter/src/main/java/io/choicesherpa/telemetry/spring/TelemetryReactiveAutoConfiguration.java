package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.health.HealthChecks;
import io.choicesherpa.telemetry.http.HttpServerTelemetry;
import io.choicesherpa.telemetry.metrics.HttpMetrics;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.choicesherpa.telemetry.tracing.Tracing;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/**
 * Every request of a WebFlux application becomes a unit of work ({@code
 * telemetry.http.enabled=false} switches it off), and the probes have their routes ({@code
 * telemetry.health.enabled=false}).
 */
@AutoConfiguration(
    after = {TelemetryAutoConfiguration.class, TelemetryHealthAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({WebFilter.class, Mono.class})
@ConditionalOnProperty(name = "telemetry.enabled", matchIfMissing = true)
public class TelemetryReactiveAutoConfiguration {

  /** Made by Spring. */
  public TelemetryReactiveAutoConfiguration() {}

  /** The unit of work around every request. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBean({Tracing.class, Metrics.class})
  @ConditionalOnProperty(name = "telemetry.http.enabled", matchIfMissing = true)
  static class RequestConfiguration {

    @Bean
    @ConditionalOnMissingBean
    HttpServerTelemetry httpServerTelemetry(
        Tracing tracing, Metrics metrics, Redactor redactor, ApplicationContext context) {
      return new HttpServerTelemetry(
          tracing,
          new HttpMetrics(metrics),
          ExcludedPaths.of(
              context.getEnvironment(),
              "spring.webflux.base-path",
              ExcludedPaths.isActuatorPresent(context.getClassLoader())),
          System::nanoTime,
          redactor);
    }

    @Bean
    @ConditionalOnMissingBean(name = "telemetryWebFilter")
    WebFilter telemetryWebFilter(
        HttpServerTelemetry telemetry, ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
      return new TelemetryWebFilter(telemetry, new ReactiveRouteOfRefused(mappings));
    }
  }

  @Bean
  @ConditionalOnBean(HealthChecks.class)
  @ConditionalOnMissingBean(name = "telemetryHealthWebFilter")
  WebFilter telemetryHealthWebFilter(HealthChecks checks) {
    return new HealthWebFilter(checks);
  }
}
