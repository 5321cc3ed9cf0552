package io.choicesherpa.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.http.HttpServerTelemetry;
import io.choicesherpa.telemetry.servlet.RouteResolver;
import jakarta.servlet.Servlet;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;

class TelemetryServletAutoConfigurationTest {

  private static final AutoConfigurations CONFIGURATIONS =
      AutoConfigurations.of(
          TelemetryAutoConfiguration.class, TelemetryServletAutoConfiguration.class);
  private static final String[] QUIET = {"OTLP_ENDPOINT=none", "METRICS_PORT=0"};

  private final WebApplicationContextRunner runner =
      new WebApplicationContextRunner().withConfiguration(CONFIGURATIONS).withPropertyValues(QUIET);

  @Test
  void servletApplication_nothingConfigured_isServedByTheFilterFirstOfAll() {
    runner.run(
        context -> {
          assertThat(context)
              .hasSingleBean(HttpServerTelemetry.class)
              .hasSingleBean(ServletListenerRegistrationBean.class);
          assertThat(context.getBean(FilterRegistrationBean.class).getOrder())
              .isEqualTo(Integer.MIN_VALUE);
        });
  }

  @Test
  void servletApplication_switchedOff_isLeftAlone() {
    runner
        .withPropertyValues("telemetry.http.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .doesNotHaveBean(HttpServerTelemetry.class)
                    .doesNotHaveBean(FilterRegistrationBean.class));
  }

  @Test
  void servletApplication_allSwitchedOff_isLeftAlone() {
    runner
        .withPropertyValues("telemetry.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(FilterRegistrationBean.class));
  }

  @Test
  void routeResolver_ofTheApplication_wins() {
    RouteResolver own = request -> "/own";
    runner
        .withBean(RouteResolver.class, () -> own)
        .run(context -> assertThat(context.getBean(RouteResolver.class)).isSameAs(own));
  }

  @Test
  void classPath_withoutServlet_isLeftAlone() {
    runner
        .withClassLoader(new FilteredClassLoader(Servlet.class))
        .run(context -> assertThat(context).doesNotHaveBean(HttpServerTelemetry.class));
  }

  @Test
  void application_withoutWeb_isLeftAlone() {
    new ApplicationContextRunner()
        .withConfiguration(CONFIGURATIONS)
        .withPropertyValues(QUIET)
        .run(
            context ->
                assertThat(context).hasNotFailed().doesNotHaveBean(HttpServerTelemetry.class));
  }
}
