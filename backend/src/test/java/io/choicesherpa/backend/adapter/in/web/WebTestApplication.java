package io.choicesherpa.backend.adapter.in.web;

import io.choicesherpa.backend.adapter.in.security.SecurityConfiguration;
import io.choicesherpa.backend.adapter.out.metrics.BusinessMetrics;
import io.choicesherpa.backend.adapter.out.metrics.MetricsConfiguration;
import io.choicesherpa.backend.adapter.out.persistence.PersistenceConfiguration;
import io.choicesherpa.backend.configuration.BackendConfiguration;
import io.choicesherpa.backend.testing.FakePorts;
import io.choicesherpa.backend.testing.TestDatabase;
import io.choicesherpa.telemetry.http.HttpServerTelemetry;
import io.choicesherpa.telemetry.metrics.HttpMetrics;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import io.choicesherpa.telemetry.servlet.RequestEndListener;
import io.choicesherpa.telemetry.servlet.TelemetryFilter;
import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.web.servlet.HandlerMapping;

/** The service with a real database and real HTTP; AI, rate limits, events and audit are fakes. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  BackendConfiguration.class,
  MetricsConfiguration.class,
  PersistenceConfiguration.class,
  SecurityConfiguration.class,
  WebConfiguration.class
})
class WebTestApplication {

  @Bean
  static DynamicPropertyRegistrar database() {
    return registry -> registry.add("spring.datasource.url", TestDatabase::url);
  }

  @Bean
  FakePorts fakePorts() {
    return new FakePorts();
  }

  @Bean
  InMemorySpanExporter spans() {
    return InMemorySpanExporter.create();
  }

  @Bean
  OpenTelemetry openTelemetry(InMemorySpanExporter spans) {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build())
        .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
        .build();
  }

  @Bean
  Tracing tracing(OpenTelemetry openTelemetry) {
    return new Tracing(openTelemetry);
  }

  @Bean
  Metrics metrics() {
    return new Metrics(StandardMetrics.CATALOGUE.plus(BusinessMetrics.CATALOGUE));
  }

  @Bean
  FilterRegistrationBean<TelemetryFilter> telemetryFilter(Tracing tracing, Metrics metrics) {
    FilterRegistrationBean<TelemetryFilter> registration =
        new FilterRegistrationBean<>(
            new TelemetryFilter(
                new HttpServerTelemetry(
                    tracing, new HttpMetrics(metrics), List.of(), System::nanoTime),
                request ->
                    (String) request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)));
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  @Bean
  ServletListenerRegistrationBean<RequestEndListener> requestEndListener() {
    return new ServletListenerRegistrationBean<>(new RequestEndListener());
  }
}
