package io.choicesherpa.telemetry.metrics;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class MetricsServerTest {

  private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

  private final Metrics metrics = new Metrics(StandardMetrics.CATALOGUE);
  private final HttpClient client = HttpClient.newHttpClient();
  private MetricsServer server = MetricsServer.start(metrics, "127.0.0.1", 0, null);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void metrics_areTextByDefault() throws Exception {
    HttpResponse<String> response = client.send(get("/metrics").build(), asText());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
    assertThat(response.body()).isEqualTo(Exposition.text(metrics));
  }

  @Test
  void openMetrics_haveTheExemplarOfASampledSpan() throws Exception {
    Span span = observeInside(Sampler.alwaysOn());

    HttpResponse<String> response =
        client.send(get("/metrics").header("Accept", OPEN_METRICS).build(), asText());

    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/openmetrics-text"));
    assertThat(span.getSpanContext().isValid()).isTrue();
    assertThat(response.body())
        .contains("trace_id=\"" + span.getSpanContext().getTraceId() + "\"")
        .endsWith("# EOF\n");
  }

  @Test
  void openMetrics_haveNoExemplarOfAnUnsampledSpan() throws Exception {
    observeInside(Sampler.alwaysOff());

    HttpResponse<String> response =
        client.send(get("/metrics").header("Accept", OPEN_METRICS).build(), asText());

    assertThat(response.body()).doesNotContain("trace_id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/metrics/", "/metricsx", "/metrics/x", "/-/healthy", "/favicon.ico"})
  void anyOtherPath_isNotFound(String path) throws Exception {
    assertThat(client.send(get(path).build(), asText()).statusCode()).isEqualTo(404);
  }

  @Test
  void anyOtherMethod_isRefused() throws Exception {
    HttpRequest post =
        get("/metrics").POST(HttpRequest.BodyPublishers.ofString("x".repeat(100_000))).build();

    HttpResponse<String> response = client.send(post, asText());

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
  }

  @Test
  void token_isAskedForWhenThereIsOne() throws Exception {
    server.close();
    server = MetricsServer.start(metrics, "127.0.0.1", 0, "let-me-in");

    HttpResponse<String> without = client.send(get("/metrics").build(), asText());
    assertThat(without.statusCode()).isEqualTo(401);
    assertThat(without.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertThat(without.body()).isEmpty();
    assertThat(statusWith("Bearer let-me-out")).isEqualTo(401);
    assertThat(statusWith("Basic let-me-in")).isEqualTo(401);
    assertThat(statusWith("Bearer let-me-in")).isEqualTo(200);
    assertThat(statusWith("bearer let-me-in")).isEqualTo(200);
  }

  @Test
  void takenPort_isNamedWithItsAddress() {
    assertThatThrownBy(() -> MetricsServer.start(metrics, "127.0.0.1", server.port(), null))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("metrics cannot listen on 127.0.0.1:" + server.port() + ": ");
  }

  @Test
  void unknownAddress_isNamed() {
    assertThatThrownBy(() -> MetricsServer.start(metrics, "no-such-host.invalid", 9090, null))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("metrics cannot listen on no-such-host.invalid:9090: unknown host");
  }

  @Test
  void connectionsThatSayNothing_doNotKeepOthersFromScraping() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 16; i++) {
        silent.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
      }
      assertThat(client.send(get("/metrics").build(), asText()).statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void protobuf_isGivenToThoseWhoAcceptIt() throws Exception {
    new HttpMetrics(metrics).route("GET", "/api/sessions").record(200, SECONDS.toNanos(1));
    String protobuf =
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
            + "encoding=delimited";

    HttpResponse<byte[]> response =
        client.send(
            get("/metrics").header("Accept", protobuf).build(),
            HttpResponse.BodyHandlers.ofByteArray());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/vnd.google.protobuf"));
  }

  @Test
  void threads_doNotKeepTheProcessAlive() throws Exception {
    client.send(get("/metrics").build(), asText());

    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(
            thread ->
                thread.getName().startsWith("metrics-")
                    || thread.getName().startsWith("HTTP-Dispatcher"))
        .isNotEmpty()
        .allMatch(Thread::isDaemon);
  }

  @Test
  void blankToken_isRefused() {
    assertThatThrownBy(() -> MetricsServer.start(metrics, "127.0.0.1", 0, " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the token for metrics is blank");
  }

  @Test
  void close_freesThePort() throws IOException {
    int port = server.port();
    server.close();

    server = MetricsServer.start(metrics, "127.0.0.1", port, null);

    assertThat(server.port()).isEqualTo(port);
  }

  private Span observeInside(Sampler sampler) {
    try (SdkTracerProvider tracers =
        SdkTracerProvider.builder()
            .setSampler(sampler)
            .addSpanProcessor(SimpleSpanProcessor.create(InMemorySpanExporter.create()))
            .build()) {
      Span span = tracers.get("test").spanBuilder("request").startSpan();
      try (Scope scope = span.makeCurrent()) {
        assertThat(scope).isNotNull();
        new HttpMetrics(metrics).route("GET", "/api/sessions").record(200, SECONDS.toNanos(1));
      } finally {
        span.end();
      }
      return span;
    }
  }

  private int statusWith(String authorization) throws Exception {
    return client
        .send(get("/metrics").header("Authorization", authorization).build(), asText())
        .statusCode();
  }

  private HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(Duration.ofSeconds(10));
  }

  private static HttpResponse.BodyHandler<String> asText() {
    return HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8);
  }
}
