package io.choicesherpa.telemetry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.choicesherpa.telemetry.testing.RecordedTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpClientTelemetryTest {

  private final RecordedTelemetry telemetry = new RecordedTelemetry(Sampler.alwaysOn());
  private final HttpClient client =
      new HttpClientTelemetry(telemetry.tracing()).instrument(HttpClient.newHttpClient());
  private final HttpServer server = echoOfTraceparent();

  private static HttpServer echoOfTraceparent() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            String seen =
                exchange.getRequestHeaders().getFirst("traceparent")
                    + " "
                    + exchange.getRequestHeaders().getFirst("baggage")
                    + " "
                    + exchange.getRequestHeaders().getFirst("X-Own");
            boolean missing = exchange.getRequestURI().getPath().equals("/missing");
            byte[] body = seen.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(missing ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
    telemetry.close();
  }

  @Test
  void send_makesAClientSpanAndCarriesItsContext() throws Exception {
    String body;
    try (Scope ignored = Baggage.builder().put("tenant", "blue").build().makeCurrent()) {
      body =
          telemetry
              .tracing()
              .call(
                  "outer",
                  span ->
                      client
                          .send(request("/hikes?token=hunter2#top"), BodyHandlers.ofString())
                          .body());
    }

    SpanData span = telemetry.span("GET");
    assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(span.getParentSpanId()).isEqualTo(telemetry.span("outer").getSpanId());
    assertThat(body)
        .isEqualTo("00-" + span.getTraceId() + "-" + span.getSpanId() + "-03 tenant=blue kept");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(span.getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("http.request.method"), "GET")
        .containsEntry(AttributeKey.longKey("http.response.status_code"), 200L)
        .containsEntry(AttributeKey.stringKey("server.address"), "127.0.0.1")
        .containsEntry(AttributeKey.longKey("server.port"), (long) port())
        .containsEntry(AttributeKey.stringKey("network.protocol.version"), "1.1")
        .containsEntry(AttributeKey.stringKey("url.full"), "http://127.0.0.1:" + port() + "/hikes")
        .hasSize(6);
  }

  @Test
  void send_errorStatus_isAnErrorOfThatStatus() throws Exception {
    client.send(request("/missing"), BodyHandlers.discarding());

    SpanData span = telemetry.span("GET");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type"))).isEqualTo("404");
  }

  @Test
  void send_nobodyThere_isAnErrorAndThrowsOn() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + free + "/")).build();
    assertThatThrownBy(() -> client.send(request, BodyHandlers.discarding()))
        .isInstanceOf(ConnectException.class);

    SpanData span = telemetry.span("GET");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type")))
        .isEqualTo(ConnectException.class.getName());
  }

  @Test
  void sendAsync_isAChildOfWhereItWasSent() throws Exception {
    HttpResponse<String> response =
        telemetry
            .tracing()
            .call("outer", span -> client.sendAsync(request("/"), BodyHandlers.ofString()))
            .get(20, TimeUnit.SECONDS);

    SpanData span = awaitSpan("GET");
    assertThat(span.getParentSpanId()).isEqualTo(telemetry.span("outer").getSpanId());
    assertThat(response.body()).contains(span.getSpanId());
  }

  @Test
  void start_unknownMethodAndUserInfo_areKeptLowAndHidden() {
    HttpClientCall call =
        new HttpClientTelemetry(telemetry.tracing())
            .start("PURGE", URI.create("https://anna:hunter2@example.org/a"), (name, value) -> {});
    call.respond(204);
    call.fail(new IOException("too late"));

    SpanData span = telemetry.span("HTTP");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(span.getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("http.request.method"), "_OTHER")
        .containsEntry(AttributeKey.stringKey("http.request.method_original"), "PURGE")
        .containsEntry(AttributeKey.stringKey("url.full"), "https://example.org/a")
        .containsEntry(AttributeKey.longKey("server.port"), 443L);
  }

  @Test
  void start_hostThatTheUriDoesNotKnow_isStillTold() {
    new HttpClientTelemetry(telemetry.tracing())
        .start("GET", URI.create("http://anna:hunter2@my_service:8080/a"), (name, value) -> {})
        .respond(200);

    assertThat(telemetry.span("GET").getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("url.full"), "http://my_service:8080/a")
        .containsEntry(AttributeKey.stringKey("server.address"), "my_service")
        .containsEntry(AttributeKey.longKey("server.port"), 8080L);
  }

  @Test
  void start_relativeUri_inventsNothing() {
    new HttpClientTelemetry(telemetry.tracing())
        .start("GET", URI.create("/a?b=c"), (name, value) -> {})
        .fail(new IOException("not absolute"));

    assertThat(telemetry.span("GET").getAttributes().get(AttributeKey.stringKey("url.full")))
        .isEqualTo("/a");
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .version(HttpClient.Version.HTTP_1_1)
        .header("X-Own", "kept")
        .build();
  }

  /** The response may be there a moment before the span has ended. */
  private SpanData awaitSpan(String name) {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (telemetry.spans().stream().noneMatch(span -> span.getName().equals(name))
        && System.nanoTime() < deadlineNanos) {
      Thread.onSpinWait();
    }
    return telemetry.span(name);
  }
}
