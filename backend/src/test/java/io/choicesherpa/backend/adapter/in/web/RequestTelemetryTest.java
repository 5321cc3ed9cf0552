package io.choicesherpa.backend.adapter.in.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.metrics.Metrics;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
  @Autowired private InMemorySpanExporter spans;
  @Autowired private Metrics metrics;

  /** The server's span ends a moment after the client has the answer. */
  private List<SpanData> spansOf(String traceId, String last) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    List<SpanData> found = List.of();
    while (found.stream().noneMatch(span -> span.getName().equals(last))
        && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      found =
          spans.getFinishedSpanItems().stream()
              .filter(span -> span.getTraceId().equals(traceId))
              .toList();
    }
    return found;
  }

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
                .POST(BodyPublishers.ofString("{\"content\":\"canary-4711\"}")));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("traceresponse")).contains(traceId);
    List<SpanData> tree = spansOf(traceId, "POST /api/conversations/{id}/messages");
    assertThat(tree)
        .extracting(SpanData::getName)
        .contains(
            "validate_access",
            "save_message",
            "send_message_handler",
            "POST /api/conversations/{id}/messages");
    SpanData server = named(tree, "POST /api/conversations/{id}/messages");
    SpanData handler = named(tree, "send_message_handler");
    assertThat(server.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(handler.getParentSpanId()).isEqualTo(server.getSpanId());
    SpanData save = named(tree, "save_message");
    assertThat(save.getParentSpanId()).isEqualTo(handler.getSpanId());
    SpanData insert = named(tree, "INSERT messages");
    assertThat(insert.getParentSpanId()).isEqualTo(save.getSpanId());
    assertThat(insert.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(tree.toString()).doesNotContain("canary-4711");
  }

  private static SpanData named(List<SpanData> tree, String name) {
    return tree.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/ready"})
  void probes_needNoToken(String path) {
    assertThat(Api.anonymous(port).get(path).status()).isEqualTo(200);
  }

  @Test
  void labels_areRouteTemplates_neverPaths() throws IOException {
    Api person = Api.someone(port);
    String session = person.newSession();
    person.get("/api/sessions/" + session);
    person.get("/api/sessions/canary-path");
    person.get("/canary-path/" + session);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, metrics.registry().scrape());
    String scrape = out.toString(StandardCharsets.UTF_8);

    assertThat(scrape)
        .contains("path=\"/api/sessions/{id}\"")
        .contains("path=\"/{unmatched}\"")
        .contains("sessions_created_total{tier=\"free\"}")
        .contains("journey_stage_reached_total{stage=\"notes_next_steps\"}")
        .doesNotContain("canary-path")
        .doesNotContain(session);
  }
}
