package io.choicesherpa.examples.hikes;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.test.TelemetryCapture;
import io.choicesherpa.telemetry.test.spring.AutoConfigureTelemetryCapture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureTelemetryCapture
class HikesTest {

  private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Autowired private TelemetryCapture telemetry;
  
  @Value("${local.server.port}")
  private int port;

  @Test
  void request_isTracedLoggedAndCounted() throws Exception {
    assertThat(get("/hikes/rax?season=winter").statusCode()).isEqualTo(200);

    assertThat(telemetry)
        .within(
            ofSeconds(5),
            t -> {
              t.metric("http_requests_total")
                  .withLabels("method", "GET", "path", "/hikes/{peak}", "status", "200")
                  .increasedBy(1);
              t.metric("hikes_planned_total").withLabels("season", "winter").increasedBy(1);
              t.metric("huts_told_total").increasedBy(1);
              t.span("plan_hike").isChildOf("GET /hikes/{peak}").hasAttribute("peak", "rax");
              t.span("tell_hut").isChildOf("plan_hike");
              t.log().withMessage("Hut told").isInSpan("tell_hut").hasField("peak", "rax");
            });
  }

  @Test
  void traceContext_ofTheCaller_goesOn() throws Exception {
    get("/hikes/rax");

    assertThat(telemetry)
        .within(
            ofSeconds(5),
            t -> {
              t.span("GET /hikes/{peak}").hasTraceId(TRACE_ID).hasParentSpanId("00f067aa0ba902b7");
              t.log().withMessage("Hike planned").hasTraceId(TRACE_ID);
            });
  }

  @Test
  void probesAndScrapesOfActuator_areNoTraffic() throws Exception {
    assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
    assertThat(get("/actuator/prometheus").body()).contains("huts_told_total");

    assertThat(telemetry.openSpans()).isEmpty();
    assertThat(telemetry.spans()).isEmpty();
    assertThat(telemetry).metric("http_requests_total").didNotIncrease();
    assertThat(telemetry).log().withMessage("Request ended").isAbsent();
  }

  @Test
  void error_includesItsContext() throws Exception {
    assertThat(get("/hikes/everest").statusCode()).isEqualTo(500);

    assertThat(telemetry)
        .within(
            ofSeconds(5),
            t -> {
              t.span("plan_hike").hasException(IllegalArgumentException.class);
              t.log()
                  .withMessage("Request ended")
                  .hasField("status", 500)
                  .hasRequestId("from-the-test")
                  .hasTraceIdOf(telemetry.span("GET /hikes/{peak}"));
            });
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("traceparent", "00-" + TRACE_ID + "-00f067aa0ba902b7-01")
            .header("X-Request-Id", "from-the-test")
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
