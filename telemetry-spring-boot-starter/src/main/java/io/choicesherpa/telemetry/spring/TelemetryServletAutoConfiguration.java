package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.http.HttpServerTelemetry;
import io.choicesherpa.telemetry.metrics.HttpMetrics;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.choicesherpa.telemetry.servlet.RequestEndListener;
import io.choicesherpa.telemetry.servlet.RouteResolver;
import io.choicesherpa.telemetry.servlet.TelemetryFilter;
import io.choicesherpa.telemetry.tracing.Tracing;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Every request of a servlet web application becomes a unit of work; {@code
 * telemetry.http.enabled=false} switches it off.
 */
@AutoConfiguration(after = TelemetryAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(Servlet.class)
@ConditionalOnBean({Tracing.class, Metrics.class})
@ConditionalOnProperty(
    name = {"telemetry.enabled", "telemetry.http.enabled"},
    matchIfMissing = true)
public class TelemetryServletAutoConfiguration {

  /** Made by Spring. */
  public TelemetryServletAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  HttpServerTelemetry httpServerTelemetry(
      Tracing tracing, Metrics metrics, Redactor redactor, ApplicationContext context) {
    return new HttpServerTelemetry(
        tracing,
        new HttpMetrics(metrics),
        ExcludedPaths.of(
            context.getEnvironment(),
            "server.servlet.context-path",
            ExcludedPaths.isActuatorPresent(context.getClassLoader())),
        System::nanoTime,
        redactor);
  }

  @Bean
  @ConditionalOnMissingBean
  RouteResolver routeResolver() {
    return new SpringMvcRoute();
  }

  /** First of all filters, so that whatever another refuses is still seen. */
  @Bean
  @ConditionalOnMissingBean(name = "telemetryFilter")
  FilterRegistrationBean<TelemetryFilter> telemetryFilter(
      HttpServerTelemetry telemetry, RouteResolver routes) {
    FilterRegistrationBean<TelemetryFilter> registration =
        new FilterRegistrationBean<>(new TelemetryFilter(telemetry, routes));
    registration.setName("telemetryFilter");
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    registration.setDispatcherTypes(
        DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
    registration.setAsyncSupported(true);
    return registration;
  }

  @Bean
  @ConditionalOnMissingBean(name = "telemetryRequestEndListener")
  ServletListenerRegistrationBean<RequestEndListener> telemetryRequestEndListener() {
    return new ServletListenerRegistrationBean<>(new RequestEndListener());
  }

  /** Spring MVC knows the route before its handler runs, and that of what was refused. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(WebMvcConfigurer.class)
  static class MvcConfiguration {

    @Bean
    @ConditionalOnMissingBean
    RouteResolver mvcRouteResolver(ObjectProvider<HandlerMapping> mappings) {
      return new RouteOfRefused(mappings);
    }

    @Bean
    WebMvcConfigurer telemetryRouteConfigurer(RouteResolver routes) {
      return new WebMvcConfigurer() {
        @Override
        public void addInterceptors(InterceptorRegistry registry) {
          registry.addInterceptor(new RouteInterceptor(routes)).order(Ordered.HIGHEST_PRECEDENCE);
        }
      };
    }
  }
}
