package io.choicesherpa.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.choicesherpa.telemetry.metrics.MetricsServer;
import io.choicesherpa.telemetry.tracing.Tracing;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole application that has nothing but the dependency. */
@ExtendWith(OutputCaptureExtension.class)
class StartedApplicationTest {

  private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Test
  void application_withTheDependencyAlone_logsTracesAndMeasuresItsRequests(CapturedOutput output)
      throws Exception {
    try (ConfigurableApplicationContext context =
        start("--TRACE_SAMPLE_RATE=0", "--LOG_LEVEL=warn,io.choicesherpa=info")) {
      HttpResponse<String> response =
          get(
              port(context),
              "/hikes/7",
              "traceparent",
              "00-" + TRACE_ID + "-00f067aa0ba902b7-00",
              "X-Request-Id",
              "req-1");

      assertThat(response.body()).isEqualTo("hike 7");
      assertThat(response.headers().firstValue("traceresponse"))
          .get()
          .asString()
          .contains(TRACE_ID);
      JsonNode handler = awaitLine(output, line -> text(line, "message").equals("Setting out"));
      assertThat(text(handler.get("span"), "name")).isEqualTo("GET /hikes/{id}");
      JsonNode own = awaitLine(output, line -> text(line, "message").equals("On the way"));
      assertThat(text(own, "trace_id")).isEqualTo(TRACE_ID);
      assertThat(text(own, "request_id")).isEqualTo("req-1");
      assertThat(text(own, "service")).isEqualTo("hiker");
      assertThat(text(own.get("span"), "name")).isEqualTo("climb");
      JsonNode request = awaitLine(output, line -> text(line, "message").equals("Request ended"));
      assertThat(text(request.get("fields"), "route")).isEqualTo("/hikes/{id}");
      assertThat(text(request, "trace_id")).isEqualTo(TRACE_ID);
      assertThat(request.get("span").get("http.response.status_code").asInt()).isEqualTo(200);
      assertThat(output.getOut().lines())
          .as("nothing but JSON lines")
          .allMatch(l -> l.startsWith("{"));
      int metricsPort = context.getBean(MetricsServer.class).port();
      assertThat(get(metricsPort, "/metrics").body())
          .contains("http_requests_total{method=\"GET\",path=\"/hikes/{id}\",status=\"200\"} 1.0");
    }
  }

  @Test
  void application_unknownPath_isUnmatchedAndNamesNoPath(CapturedOutput output) throws Exception {
    try (ConfigurableApplicationContext context = start()) {
      assertThat(get(port(context), "/wp-admin/x.php").statusCode()).isEqualTo(404);

      JsonNode line = awaitLine(output, l -> text(l, "message").equals("Request ended"));
      assertThat(text(line.get("fields"), "route")).isEqualTo("/{unmatched}");
      assertThat(get(context.getBean(MetricsServer.class).port(), "/metrics").body())
          .doesNotContain("wp-admin");
    }
  }

  @Test
  void request_thatAFilterRefuses_isCountedByTheRouteThatItWasFor(CapturedOutput output)
      throws Exception {
    try (ConfigurableApplicationContext context = start()) {
      HttpResponse<String> refused = get(port(context), "/hikes/7", "Refuse", "yes");
      HttpResponse<String> unknown = get(port(context), "/wp-admin/x.php", "Refuse", "yes");

      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(unknown.statusCode()).isEqualTo(401);
      JsonNode line = awaitLine(output, l -> text(l.path("fields"), "route").equals("/hikes/{id}"));
      assertThat(text(line.get("span"), "name")).isEqualTo("GET /hikes/{id}");
      assertThat(get(context.getBean(MetricsServer.class).port(), "/metrics").body())
          .contains("http_requests_total{method=\"GET\",path=\"/hikes/{id}\",status=\"401\"} 1.0")
          .contains("http_requests_total{method=\"GET\",path=\"/{unmatched}\",status=\"401\"} 1.0");
    }
  }

  @Test
  void request_thatSpringRefuses_isCountedByTheRouteThatItWasFor(CapturedOutput output)
      throws Exception {
    try (ConfigurableApplicationContext context = start()) {
      assertThat(delete(port(context), "/hikes/7")).isEqualTo(405);
      assertThat(delete(port(context), "/hikes/next")).isEqualTo(405);
      assertThat(get(port(context), "/hikes/7/view", "Accept", "image/png").statusCode())
          .isEqualTo(406);

      JsonNode line = awaitLine(output, l -> text(l.path("fields"), "route").equals("/hikes/{id}"));
      assertThat(text(line.get("span"), "name")).isEqualTo("DELETE /hikes/{id}");
      awaitLine(output, l -> text(l.path("fields"), "route").equals("/hikes/{id}/view"));
      assertThat(get(context.getBean(MetricsServer.class).port(), "/metrics").body())
          .contains(
              "http_requests_total{method=\"DELETE\",path=\"/hikes/{id}\",status=\"405\"} 1.0",
              "http_requests_total{method=\"DELETE\",path=\"/hikes/next\",status=\"405\"} 1.0",
              "http_requests_total{method=\"GET\",path=\"/hikes/{id}/view\",status=\"406\"} 1.0");
    }
  }

  /** Tomcat logs the same exception once more, out of its context. */
  @Test
  void application_uncaughtException_isReportedOnceWithItsTrace() throws Exception {
    try (EnvelopeReceiver sentry = new EnvelopeReceiver()) {
      try (ConfigurableApplicationContext context =
          start("--TRACE_SAMPLE_RATE=0", "--SENTRY_DSN=" + sentry.dsn())) {
        HttpResponse<String> response =
            get(
                port(context),
                "/avalanche",
                "traceparent",
                "00-" + TRACE_ID + "-00f067aa0ba902b7-00");
        assertThat(response.statusCode()).isEqualTo(500);
      }

      JsonNode event = sentry.next();
      assertThat(sentry.waiting()).isZero();
      assertThat(event.at("/contexts/trace/trace_id").asString()).isEqualTo(TRACE_ID);
      assertThat(event.at("/exception/values/0/value").asString()).isEqualTo("down it goes");
      assertThat(event.at("/contexts/span/http.route").asString()).isEqualTo("/avalanche");
      JsonNode frames = event.at("/exception/values/0/stacktrace/frames");
      JsonNode own = frames.get(frames.size() - 1);
      assertThat(text(own, "module")).isEqualTo(Hiker.class.getName());
      assertThat(own.get("in_app").asBoolean()).as("below the main class's package").isTrue();
      assertThat(frames.get(0).get("in_app").asBoolean()).isFalse();
    }
  }

  @Test
  void application_wrongSettings_endsWithExitCode78BeforeAPortIsOpen() {
    InvalidTelemetryConfigurationException e =
        catchThrowableOfType(
            InvalidTelemetryConfigurationException.class,
            () -> start("--METRICS_PORT=http", "--OTLP_PROTOCOL=udp"));

    assertThat(e.getExitCode()).isEqualTo(78);
    assertThat(e)
        .hasMessageContaining("METRICS_PORT=http")
        .hasMessageContaining("OTLP_PROTOCOL=udp");
  }

  @Test
  void application_metricsPortTaken_saysWhichVariableMendsIt(CapturedOutput output)
      throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> start("--METRICS_PORT=" + taken.getLocalPort()))
          .hasRootCauseInstanceOf(BindException.class);

      JsonNode said =
          awaitLine(
              output,
              line -> line.get("message").asString().contains("APPLICATION FAILED TO START"));
      assertThat(said.get("message").asString())
          .contains("metrics cannot listen on 127.0.0.1:" + taken.getLocalPort())
          .contains("Set METRICS_PORT to another port");
      assertThat(output.getOut()).doesNotContain("Application run failed");
    }
  }

  private static ConfigurableApplicationContext start(String... more) {
    Map<String, String> settings = new LinkedHashMap<>();
    Stream.concat(
            Stream.of(
                "--spring.application.name=hiker",
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--METRICS_PORT=0",
                "--OTLP_ENDPOINT=none"),
            Stream.of(more))
        .forEach(setting -> settings.put(setting.substring(0, setting.indexOf('=')), setting));
    SpringApplication application = new SpringApplication(Hiker.class);
    application.setMainApplicationClass(Hiker.class);
    return application.run(settings.values().toArray(String[]::new));
  }

  private static int port(ConfigurableApplicationContext context) {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  private static HttpResponse<String> get(int port, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static int delete(int port, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).DELETE().build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static JsonNode awaitLine(CapturedOutput output, Predicate<JsonNode> wanted) {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (System.nanoTime() < deadlineNanos) {
      List<JsonNode> found =
          output
              .getOut()
              .lines()
              .filter(line -> line.startsWith("{") && line.endsWith("}"))
              .map(line -> JsonMapper.shared().readTree(line))
              .filter(wanted)
              .toList();
      if (!found.isEmpty()) {
        return found.get(0);
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("10 s without the line in:\n" + output.getOut());
  }

  private static String text(JsonNode object, String field) {
    JsonNode value = object.get(field);
    return value == null ? "" : value.asString();
  }

  @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
  @RestController
  static class Hiker {
    private static final Logger LOG = LoggerFactory.getLogger(Hiker.class);
    private final Tracing tracing;

    Hiker(Tracing tracing) {
      this.tracing = tracing;
    }

    /** Like one that looks at tokens: before Spring MVC has looked for a route. */
    @Bean
    static FilterRegistrationBean<Filter> gatekeeper() {
      return new FilterRegistrationBean<>(
          (request, response, chain) -> {
            if (((HttpServletRequest) request).getHeader("Refuse") == null) {
              chain.doFilter(request, response);
            } else {
              ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            }
          });
    }

    @GetMapping("/avalanche")
    String avalanche() {
      throw new IllegalStateException("down it goes");
    }

    @GetMapping("/hikes/next")
    String next() {
      return "hike 8";
    }

    @GetMapping(path = "/hikes/{id}/view", produces = "text/plain")
    String view(@PathVariable("id") String id) {
      return "view of " + id;
    }

    @GetMapping("/hikes/{id}")
    String hike(@PathVariable("id") String id) {
      LOG.info("Setting out");
      return tracing.call(
          "climb",
          span -> {
            LOG.info("On the way");
            return "hike " + id;
          });
    }
  }
}
