package io.choicesherpa.telemetry.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.metrics.HttpMetrics;
import io.choicesherpa.telemetry.testing.RecordedTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose span a request gets where one is current already. */
class HttpServerTelemetryTest {

  private final RecordedTelemetry telemetry = new RecordedTelemetry(Sampler.alwaysOn());
  private final HttpServerTelemetry http =
      new HttpServerTelemetry(
          telemetry.tracing(), new HttpMetrics(telemetry.metrics()), List.of(), System::nanoTime);

  @AfterEach
  void close() {
    telemetry.close();
  }

  @Test
  void start_insideAnOpenSpan_usesThatOne() {
    Span open = telemetry.tracing().tracer().spanBuilder("agent").startSpan();
    try (Scope ignored = open.makeCurrent()) {
      http.start(new Request()).end(200, 0, null);
    }

    assertThat(telemetry.spans()).isEmpty();
    open.end();
    assertThat(telemetry.span("agent").hasEnded()).isTrue();
  }

  @Test
  void start_onAThreadWithAnEndedSpan_makesItsOwn() {
    Span ended = telemetry.tracing().tracer().spanBuilder("forgotten").startSpan();
    ended.end();
    try (Scope ignored = ended.makeCurrent()) {
      http.start(new Request()).end(200, 0, null);
    }

    assertThat(telemetry.span("GET").getTraceId())
        .isNotEqualTo(ended.getSpanContext().getTraceId());
  }

  private record Request() implements HttpServerRequest {

    @Override
    public String method() {
      return "GET";
    }

    @Override
    public String path() {
      return "/things";
    }

    @Override
    public String scheme() {
      return "http";
    }

    @Override
    public @Nullable String serverAddress() {
      return null;
    }

    @Override
    public int serverPort() {
      return 0;
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
