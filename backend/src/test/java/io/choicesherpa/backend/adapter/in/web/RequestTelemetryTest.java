package io.choicesherpa.backend.adapter.in.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.test.TelemetryCapture;
import io.opentelemetry.api.trace.SpanKind;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What one request leaves behind, seen from outside. */
@WebTest
class RequestTelemetryTest {

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  @LocalServerPort private int port;
  @Autowired private TelemetryCapture telemetry;

  @Test
  void message_makesTheTreeOfTheContract_underTheCallersTrace() {
    Api person = Api.someone(port);
    String conversation =
        person.newConversation(person.newCycle(person.newSession()), "objectives");
    String traceId = UUID.randomUUID().toString().replace("-", "");
    var answer =
        person.send(
            person
                .request("/api/conversations/" + conversation + "/messages")
                .header("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"content\":\"" + telemetry.plant("canary-4711") + "\"}")));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("traceresponse")).contains(traceId);
    assertThat(telemetry)
        .within(
            DEADLINE,
            t -> {
              t.span("POST /api/conversations/{id}/messages")
                  .hasTraceId(traceId)
                  .hasParentSpanId("00f067aa0ba902b7");
              t.log()
                  .withMessage("Request ended")
                  .withField("route", "/api/conversations/{id}/messages")
                  .hasTraceId(traceId);
            });
    assertThat(telemetry)
        .span("send_message_handler")
        .isChildOf("POST /api/conversations/{id}/messages");
    assertThat(telemetry).span("validate_access").isChildOf("send_message_handler");
    assertThat(telemetry).span("save_message").isChildOf("send_message_handler");
    assertThat(telemetry)
        .span("INSERT messages")
        .isChildOf("save_message")
        .hasKind(SpanKind.CLIENT);
  }

  @Test
  void tokenThatIsNotValid_isAnAuditedRefusal_missingOneIsNot() {
    Api.anonymous(port).get("/api/sessions");
    var answer = Api.withToken(port, "x", telemetry.plant("a.b.canary")).get("/api/sessions");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(telemetry)
        .log()
        .fromLogger("audit")
        .withField("action", "token.verify")
        .hasCount(1)
        .hasField("outcome", "denied")
        .hasRequestId(answer.header("X-Request-Id"));
    assertThat(telemetry)
        .within(
            DEADLINE,
            t ->
                t.metric("http_requests_total")
                    .withLabels("path", "/api/sessions", "status", "401")
                    .increasedBy(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/ready", "/health/startup"})
  void probes_needNoToken(String path) {
    assertThat(Api.anonymous(port).get(path).status()).isEqualTo(200);
  }

  @Test
  void labels_areRouteTemplates_neverPaths() {
    Api person = Api.someone(port);
    String session = person.newSession();
    person.get("/api/sessions/" + session);
    person.get("/api/sessions/canary-path");
    person.get("/canary-path/" + session);

    assertThat(telemetry)
        .within(
            DEADLINE,
            t -> {
              t.metric("http_requests_total")
                  .withLabels("path", "/api/sessions/{id}")
                  .increasedBy(2);
              t.metric("http_requests_total").withLabels("path", "/{unmatched}").increasedBy(1);
            });
    assertThat(telemetry)
        .metric("sessions_created_total")
        .withLabels("tier", "free")
        .increasedBy(1);
    assertThat(telemetry)
        .metric("journey_stage_reached_total")
        .withLabels("stage", "notes_next_steps")
        .isPresent();
    assertThat(telemetry.exposition()).doesNotContain("canary-path").doesNotContain(session);
  }
}
