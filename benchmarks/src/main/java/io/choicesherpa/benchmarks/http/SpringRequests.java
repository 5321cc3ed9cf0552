package io.choicesherpa.benchmarks.http;

import io.choicesherpa.benchmarks.logging.LogPeer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerHttpObservationDocumentation;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/**
 * Spring Boot's own auto-configuration, and around a request what its ServerHttpObservationFilter
 * does; then the request's line, as an application would write it.
 */
final class SpringRequests implements RequestPath {

  private static final long FLUSH_SECONDS = 10;

  private final ConfigurableApplicationContext application;
  private final ObservationRegistry observations;
  private final DefaultServerRequestObservationConvention convention =
      new DefaultServerRequestObservationConvention();
  private final RequestRound<HttpServletRequest> requests;
  private final HttpServletResponse response = new ServletResponse();
  private final Logger log = LoggerFactory.getLogger(RequestSample.LOGGER);

  SpringRequests(boolean sampled, OutputStream out) {
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    // Quiet before the application starts, which would log to the stream that it finds.
    LinesTo.stream(out, LogPeer.spring());
    application =
        new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.NONE)
            .logStartupInfo(false)
            .properties(
                Map.of(
                    "spring.main.banner-mode", "off",
                    "management.tracing.sampling.probability", "1.0",
                    "management.otlp.metrics.export.enabled", "false"))
            .run();
    observations = application.getBean(ObservationRegistry.class);
    requests =
        new RequestRound<>(RequestSample.all(sampled).stream().map(ServletRequest::of).toList());
  }

  @Override
  public void serve() {
    long startNanos = System.nanoTime();
    HttpServletRequest request = requests.next();
    MDC.put("request_id", request.getHeader(RequestSample.REQUEST_ID_HEADER));
    ServerRequestObservationContext context =
        new ServerRequestObservationContext(request, response);
    Observation observation =
        ServerHttpObservationDocumentation.HTTP_SERVLET_SERVER_REQUESTS
            .observation(null, convention, () -> context, observations)
            .start();
    try (Observation.Scope scope = observation.openScope()) {
      context.setPathPattern(RequestSample.ROUTE);
      log.atInfo()
          .addKeyValue("method", RequestSample.METHOD)
          .addKeyValue("route", RequestSample.ROUTE)
          .addKeyValue("status", RequestSample.STATUS)
          .addKeyValue("duration_ms", (System.nanoTime() - startNanos) / 1e6)
          .log(RequestSample.LINE);
    } finally {
      observation.stop();
      MDC.remove("request_id");
    }
  }

  /** Where the request's timer is. */
  MeterRegistry meters() {
    return application.getBean(MeterRegistry.class);
  }

  /** How many spans were exported, once all are. */
  long spans() {
    application.getBean(SdkTracerProvider.class).forceFlush().join(FLUSH_SECONDS, TimeUnit.SECONDS);
    return application.getBean(DiscardingSpanExporter.class).exported();
  }

  @Override
  public void close() {
    application.close();
  }

  /** Everything that Boot sets up by itself, with an exporter that discards. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {

    @Bean
    DiscardingSpanExporter discarding() {
      return new DiscardingSpanExporter();
    }
  }
}
