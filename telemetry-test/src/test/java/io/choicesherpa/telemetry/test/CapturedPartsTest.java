package io.choicesherpa.telemetry.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.ai.AiCall;
import io.choicesherpa.telemetry.ai.AiCallRequest;
import io.choicesherpa.telemetry.ai.AiUsage;
import io.choicesherpa.telemetry.ai.PriceTable;
import io.choicesherpa.telemetry.events.EventEnvelope;
import io.choicesherpa.telemetry.events.EventMetadata;
import io.choicesherpa.telemetry.http.HttpServerRequest;
import io.choicesherpa.telemetry.http.HttpServerScope;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The library's own parts, recording into a capture. */
class CapturedPartsTest {

  @AutoClose private final TelemetryCapture telemetry = TelemetryCapture.start();

  @Test
  void http_isCaptured() {
    HttpServerScope scope = telemetry.http(List.of()).start(new Get("/hikes/7"));
    scope.route("/hikes/{id}");
    scope.end(200, 12, null);

    assertThat(telemetry).span("GET /hikes/{id}").hasKind(SpanKind.SERVER).isRoot();
    assertThat(telemetry).log().withMessage("Request ended").hasField("status", 200);
    assertThat(telemetry)
        .metric("http_requests_total")
        .withLabels("method", "GET", "path", "/hikes/{id}", "status", "200")
        .increasedBy(1);
  }

  @Test
  void events_areCaptured() {
    EventEnvelope<String> event =
        new EventEnvelope<>(
            "e-1", "hike.done", "h-1", "hike", Instant.EPOCH, "", EventMetadata.current());

    telemetry.events("redis").<RuntimeException>publish(event, "hikes", headers -> {});

    assertThat(telemetry).span("publish_event").hasKind(SpanKind.PRODUCER);
    assertThat(telemetry)
        .metric("events_published_total")
        .withLabels("event_type", "hike.done")
        .increasedBy(1);
  }

  @Test
  void ai_isCaptured() {
    AiCallRequest request = AiCallRequest.chat("openai", "gpt-5-mini", "free", false);
    try (AiCall call = telemetry.ai(PriceTable.standard()).start(request)) {
      call.complete(new AiUsage(9, 3, 0, 0), null, null, null);
    }

    assertThat(telemetry).span("ai_completion").hasKind(SpanKind.CLIENT).hasNotFailed();
    assertThat(telemetry).metric("ai_tokens_total").withLabels("type", "prompt").increasedBy(9);
  }

  private record Get(String path) implements HttpServerRequest {

    @Override
    public String method() {
      return "GET";
    }

    @Override
    public String scheme() {
      return "http";
    }

    @Override
    public @Nullable String serverAddress() {
      return "localhost";
    }

    @Override
    public int serverPort() {
      return 80;
    }

    @Override
    public @Nullable String protocolVersion() {
      return null;
    }

    @Override
    public @Nullable String header(String name) {
      return null;
    }

    @Override
    public Iterable<String> headers(String name) {
      return List.of();
    }
  }
}
