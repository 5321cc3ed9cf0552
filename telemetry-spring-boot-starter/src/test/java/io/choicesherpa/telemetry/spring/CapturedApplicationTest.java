package io.choicesherpa.telemetry.spring;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.context.RequestContext;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.MetricsServer;
import io.choicesherpa.telemetry.pipeline.Pipeline;
import io.choicesherpa.telemetry.servlet.TelemetryFilter;
import io.choicesherpa.telemetry.test.TelemetryCapture;
import io.choicesherpa.telemetry.test.spring.AutoConfigureTelemetryCapture;
import io.opentelemetry.api.OpenTelemetry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;

/** What the specification's chapter on testing shows, as an application's own test. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"spring.application.name=hiker", "METRICS_BIND_ADDRESS=127.0.0.1"})
@AutoConfigureTelemetryCapture
class CapturedApplicationTest {

  private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Autowired private TelemetryCapture telemetry;
  @Autowired private ApplicationContext context;
  @LocalServerPort private int port;

  @Test
  void requestMetrics_areRecorded() throws Exception {
    get("/api/sessions/7");

    assertThat(telemetry)
        .within(
            ofSeconds(5),
            t -> {
              t.metric("http_requests_total")
                  .withLabels("method", "GET", "path", "/api/sessions/{id}", "status", "200")
                  .increasedBy(1);
              t.metric("http_request_duration_seconds")
                  .withLabels("method", "GET", "path", "/api/sessions/{id}")
                  .increasedBy(1);
            });
  }

  @Test
  void traceContext_isPropagatedIntoSpansAndLogs() throws Exception {
    get("/api/sessions/7", "traceparent", "00-" + TRACE_ID + "-00f067aa0ba902b7-01");

    assertThat(telemetry)
        .within(
            ofSeconds(5),
            t -> {
              t.span("GET /api/sessions/{id}")
                  .hasTraceId(TRACE_ID)
                  .hasParentSpanId("00f067aa0ba902b7");
              t.log()
                  .withMessage("Looking for a session")
                  .isInSpan("GET /api/sessions/{id}")
                  .hasTraceId(TRACE_ID);
              t.log().withMessage("Request ended").hasTraceId(TRACE_ID);
            });
  }

  @Test
  void error_includesItsContext() throws Exception {
    String secret = telemetry.plant("a-person's-secret-title");

    assertThat(get("/api/sessions/nonexistent?title=" + secret).statusCode()).isEqualTo(404);

    assertThat(telemetry)
        .within(
            ofSeconds(5),
            t -> {
              t.log()
                  .withLevel(Level.WARN)
                  .withMessage("No such session")
                  .hasUserId("u-1")
                  .hasTraceIdOf(telemetry.span("GET /api/sessions/{id}"));
              t.log().withMessage("Request ended").hasField("status", 404).hasUserId("u-1");
            });
  }

  @Test
  void requestThroughMockMvc_hasEndedWhenItReturns(
      @Autowired FilterRegistrationBean<TelemetryFilter> filter) throws Exception {
    MockMvc mvc =
        MockMvcBuilders.webAppContextSetup((WebApplicationContext) context)
            .addFilters(Objects.requireNonNull(filter.getFilter()))
            .build();

    mvc.perform(MockMvcRequestBuilders.get("/api/sessions/7").header("X-User", "u-1"));

    assertThat(telemetry)
        .span("GET /api/sessions/{id}")
        .hasAttribute("http.route", "/api/sessions/{id}");
    assertThat(telemetry).log().withMessage("Request ended").hasValue("/service", "hiker");
  }

  @Test
  void capture_isInThePlaceOfThePipelineAndSeesTheApplicationsOwn() {
    assertThat(context.getBeansOfType(Pipeline.class)).isEmpty();
    assertThat(context.getBean(OpenTelemetry.class)).isSameAs(telemetry.openTelemetry());
    assertThat(context.getBean(Metrics.class)).isSameAs(telemetry.metrics());
    assertThat(context.getBean(MetricsServer.class).port()).isNotEqualTo(9090);
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("X-User", "u-1");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
  @RestController
  static class Application {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    @GetMapping("/api/sessions/{id}")
    ResponseEntity<String> session(
        @PathVariable("id") String id, @RequestHeader("X-User") String user) {
      RequestContext request = RequestContext.current();
      if (request != null) {
        request.setUserId(user);
      }
      LOG.info("Looking for a session");
      if (id.equals("nonexistent")) {
        LOG.warn("No such session");
        return ResponseEntity.notFound().build();
      }
      return ResponseEntity.ok("session");
    }
  }
}
