package io.choicesherpa.telemetry.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.choicesherpa.telemetry.context.RequestContext;
import io.choicesherpa.telemetry.http.HttpServerTelemetry;
import io.choicesherpa.telemetry.metrics.HttpMetrics;
import io.choicesherpa.telemetry.testing.RecordedLog;
import io.choicesherpa.telemetry.testing.RecordedLog.Line;
import io.choicesherpa.telemetry.testing.RecordedTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real container, since the hard part is what a container does. */
class TelemetryFilterTest {

  private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT_ID = "00f067aa0ba902b7";
  private static final String SAMPLED = "00-" + TRACE_ID + "-" + PARENT_ID + "-01";

  private final RecordedTelemetry telemetry =
      new RecordedTelemetry(Sampler.parentBased(Sampler.alwaysOn()));
  private final RecordedLog log = new RecordedLog("io.choicesherpa.telemetry.http");
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService workers = Executors.newSingleThreadExecutor();
  private @Nullable ServletContainer container;

  @AfterEach
  void stop() {
    if (container != null) {
      container.close();
    }
    workers.shutdownNow();
    log.close();
    telemetry.close();
    assertThat(Span.current().getSpanContext().isValid()).as("no scope leaks").isFalse();
  }

  @Test
  void request_withTraceparent_isServedInThatTrace() throws Exception {
    serve((request, response) -> response.getOutputStream().write(new byte[] {1, 2, 3}));

    HttpResponse<byte[]> response =
        get("/things/7?token=hunter2", "traceparent", SAMPLED, "X-Request-Id", "req-1");
    Line line = awaitLine();

    SpanData span = awaitSpan("GET /things/{id}");
    assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(span.getTraceId()).isEqualTo(TRACE_ID);
    assertThat(span.getParentSpanId()).isEqualTo(PARENT_ID);
    assertThat(attribute(span, "http.request.method")).isEqualTo("GET");
    assertThat(attribute(span, "http.route")).isEqualTo("/things/{id}");
    assertThat(attribute(span, "url.path")).isEqualTo("/things/7");
    assertThat(span.getAttributes().toString()).doesNotContain("hunter2");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(response.headers().firstValue("X-Request-Id")).hasValue("req-1");
    assertThat(response.headers().firstValue("traceresponse"))
        .hasValue("00-" + TRACE_ID + "-" + span.getSpanId() + "-01");
    assertThat(line.level()).isEqualTo(Level.INFO);
    assertThat(line.fields())
        .containsEntry("method", "GET")
        .containsEntry("route", "/things/{id}")
        .containsEntry("status", 200)
        .containsEntry("response_bytes", 3L)
        .containsKey("duration_ms");
    assertThat(line.traceId()).isEqualTo(TRACE_ID);
    assertThat(line.spanId()).isEqualTo(span.getSpanId());
    assertThat(line.request()).extracting(RequestContext::requestId).isEqualTo("req-1");
    assertThat(telemetry.exposition())
        .contains(
            "http_requests_total{method=\"GET\",path=\"/things/{id}\",status=\"200\"} 1.0",
            "http_request_duration_seconds_count{method=\"GET\",path=\"/things/{id}\"} 1",
            "http_requests_in_flight{method=\"GET\"} 0.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-extra",
        "garbage",
        ""
      })
  void request_withMalformedTraceparent_startsANewTrace(String traceparent) throws Exception {
    serve((request, response) -> response.setStatus(204));

    HttpResponse<byte[]> response = get("/things/7", "traceparent", traceparent);
    awaitLine();

    assertThat(response.statusCode()).isEqualTo(204);
    SpanData span = awaitSpan("GET /things/{id}");
    assertThat(span.getTraceId()).isNotEqualTo(TRACE_ID);
    assertThat(span.getParentSpanContext().isValid()).isFalse();
  }

  @Test
  void request_unsampled_keepsItsLineAndExportsNothing() throws Exception {
    serve((request, response) -> response.setStatus(200));

    HttpResponse<byte[]> response =
        get("/things/7", "traceparent", "00-" + TRACE_ID + "-" + PARENT_ID + "-00");

    assertThat(awaitLine().traceId()).isEqualTo(TRACE_ID);
    assertThat(telemetry.spans()).isEmpty();
    assertThat(response.headers().firstValue("traceresponse")).get().asString().endsWith("-00");
  }

  @Test
  void request_uncaughtException_isA500WithItsCause() throws Exception {
    serve(
        (request, response) -> {
          throw new IllegalStateException("broken");
        });

    HttpResponse<byte[]> response = get("/things/7");
    Line line = awaitLine();

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
    SpanData span = awaitSpan("GET /things/{id}");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(attribute(span, "error.type")).isEqualTo("java.lang.IllegalStateException");
    assertThat(line.level()).isEqualTo(Level.WARN);
    assertThat(line.fields())
        .containsEntry("status", 500)
        .containsEntry("error_type", "java.lang.IllegalStateException");
  }

  @Test
  void request_uncaughtException_isAnErrorLineInItsTrace() throws Exception {
    try (RecordedLog failures = new RecordedLog("io.choicesherpa.telemetry.servlet")) {
      serve(
          (request, response) -> {
            throw new ServletException("wrapped", new IllegalStateException("broken"));
          });
      get("/things/7", "traceparent", SAMPLED, "X-Request-Id", "req-1");
      awaitLine();

      assertThat(failures.lines()).hasSize(1);
      Line line = failures.lines().get(0);
      assertThat(line.level()).isEqualTo(Level.ERROR);
      assertThat(line.traceId()).isEqualTo(TRACE_ID);
      assertThat(line.spanId()).isEqualTo(awaitSpan("GET /things/{id}").getSpanId());
      assertThat(line.request()).extracting(RequestContext::requestId).isEqualTo("req-1");
      // Every framework's failure is wrapped in the same class, which tells nothing.
      assertThat(attribute(awaitSpan("GET /things/{id}"), "error.type"))
          .isEqualTo("java.lang.IllegalStateException");
    }
  }

  @Test
  void request_whoseClientHasLeft_isNoErrorLine() throws Exception {
    try (RecordedLog failures = new RecordedLog("io.choicesherpa.telemetry.servlet")) {
      serve(
          (request, response) -> {
            response.flushBuffer();
            throw new IOException("Broken pipe");
          });
      assertThat(
              client
                  .sendAsync(request("/things/7"), HttpResponse.BodyHandlers.discarding())
                  .handle((response, broken) -> "ended")
                  .join())
          .isEqualTo("ended");
      awaitLine();

      assertThat(failures.lines()).isEmpty();
    }
  }

  @Test
  void request_errorPageOfTheContainer_endsWithItsRealStatusAndUnknownBytes() throws Exception {
    serve((request, response) -> response.sendError(404));

    HttpResponse<byte[]> response = get("/nothing/here");
    Line line = awaitLine();

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isNotEmpty();
    assertThat(line.fields())
        .containsEntry("status", 404)
        .containsEntry("route", "/{unmatched}")
        .doesNotContainKey("response_bytes");
    assertThat(awaitSpan("GET").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(telemetry.exposition())
        .contains("http_requests_total{method=\"GET\",path=\"/{unmatched}\",status=\"404\"} 1.0")
        .doesNotContain("/nothing/here");
  }

  @Test
  void request_errorPageOfTheApplication_endsWithThatPagesBytes() throws Exception {
    serve(
        (request, response) -> {
          if (request.getRequestURI().equals(ServletContainer.ERROR_PAGE)) {
            response.getWriter().write("no coffee here");
          } else {
            response.getOutputStream().write(new byte[3]);
            response.sendError(ServletContainer.WITH_ERROR_PAGE);
          }
        });

    HttpResponse<byte[]> response = get("/things/7");

    assertThat(awaitLine().fields())
        .containsEntry("status", ServletContainer.WITH_ERROR_PAGE)
        .containsEntry("response_bytes", 14L);
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("no coffee here");
  }

  @Test
  void request_asynchronous_lastsUntilItsStreamEnds() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    serve(
        (request, response) -> {
          AsyncContext async = request.startAsync();
          workers.execute(
              () -> {
                try {
                  response.getOutputStream().write(new byte[10]);
                  response.flushBuffer();
                  mayEnd.await();
                  response.getOutputStream().write(new byte[32]);
                  async.complete();
                } catch (IOException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
        });

    var answer = client.sendAsync(request("/things/7"), HttpResponse.BodyHandlers.ofInputStream());
    answer.get(10, TimeUnit.SECONDS);
    assertThat(log.lines()).as("the handler returned, the response goes on").isEmpty();
    assertThat(telemetry.exposition()).contains("http_requests_in_flight{method=\"GET\"} 1.0");
    mayEnd.countDown();

    assertThat(awaitLine().fields()).containsEntry("response_bytes", 42L);
    assertThat(awaitSpan("GET /things/{id}").hasEnded()).isTrue();
    assertThat(telemetry.exposition()).contains("http_requests_in_flight{method=\"GET\"} 0.0");
  }

  @ParameterizedTest
  @CsvSource({
    "throws, java.lang.IllegalStateException",
    "comes back and throws, java.lang.IllegalStateException",
    "takes too long, java.util.concurrent.TimeoutException",
  })
  void request_brokenOffAfterItsHeader_hasTheStatusThatWasSent(String how, String errorType)
      throws Exception {
    serve(
        (request, response) -> {
          if (request.getDispatcherType() == DispatcherType.REQUEST) {
            response.getOutputStream().write(new byte[10]);
          }
          if (how.startsWith("takes")) {
            response.flushBuffer();
            request.startAsync().setTimeout(1);
          } else if (how.startsWith("comes")
              && request.getDispatcherType() == DispatcherType.REQUEST) {
            AsyncContext async = request.startAsync();
            workers.execute(() -> flushAndComeBack(response, async));
          } else {
            response.flushBuffer();
            throw new IllegalStateException("broken");
          }
        });

    HttpResponse<InputStream> response =
        client.send(request("/things/7"), HttpResponse.BodyHandlers.ofInputStream());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> response.body().readAllBytes()).isInstanceOf(IOException.class);
    assertThat(awaitLine().fields())
        .containsEntry("status", 200)
        .containsEntry("error_type", errorType);
    SpanData span = awaitSpan("GET /things/{id}");
    assertThat(span.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
        .isEqualTo(200);
    assertThat(attribute(span, "error.type")).isEqualTo(errorType);
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(telemetry.exposition())
        .contains("http_requests_total{method=\"GET\",path=\"/things/{id}\",status=\"200\"} 1.0")
        .doesNotContain("status=\"500\"");
  }

  @Test
  void request_thatTookTooLongBeforeItsHeader_isA500() throws Exception {
    serve((request, response) -> request.startAsync().setTimeout(1));

    HttpResponse<byte[]> response = get("/things/7");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(awaitLine().fields()).containsEntry("status", 500).doesNotContainKey("error_type");
  }

  @Test
  void request_writer_countsItsBytesAndKeepsItsCharset() throws Exception {
    serve(
        (request, response) -> {
          response.setContentType("text/plain;charset=UTF-8");
          response.getWriter().write("grüß");
        });

    HttpResponse<byte[]> response = get("/things/7");

    assertThat(awaitLine().fields()).containsEntry("response_bytes", 6L);
    assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("grüß");
    assertThat(response.headers().firstValue("Content-Length")).hasValue("6");
  }

  @Test
  void request_inventedMethod_growsNoLabel() throws Exception {
    serve((request, response) -> response.setStatus(405));

    client.send(
        HttpRequest.newBuilder(uri("/things/7"))
            .method("BREW", HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.discarding());

    assertThat(awaitLine().fields()).containsEntry("method", "_OTHER");
    assertThat(awaitSpan("HTTP /things/{id}").getAttributes().asMap())
        .containsEntry(AttributeKey.stringKey("http.request.method_original"), "BREW");
    assertThat(telemetry.exposition()).doesNotContain("BREW");
  }

  @Test
  void request_hostileHeaders_forgeNothing() throws Exception {
    serve((request, response) -> response.setStatus(200));

    HttpResponse<byte[]> response =
        get(
            "/things/7",
            "X-Request-Id",
            "x\",\"level\":\"ERROR",
            "baggage",
            "=;=,,",
            "tracestate",
            "=");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("X-Request-Id")).get().asString().hasSize(32);
    Line line = awaitLine();
    assertThat(line.request()).extracting(RequestContext::requestId).asString().hasSize(32);
  }

  @Test
  void request_excludedPath_leavesNoTrace() throws Exception {
    serve((request, response) -> response.setStatus(200));

    HttpResponse<byte[]> response = get("/health");

    assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
    assertThat(telemetry.spans()).isEmpty();
    assertThat(log.lines()).isEmpty();
    assertThat(telemetry.exposition()).doesNotContain("http_requests_total{");
  }

  @Test
  void request_whoseHandlerLeavesAScopeOpen_doesNotTakeTheThreadAlong() throws Exception {
    List<String> left = new CopyOnWriteArrayList<>();
    serve(
        (request, response) -> {
          if (request.getRequestURI().equals("/health")) {
            left.add(Span.current().getSpanContext().getSpanId());
            return;
          }
          Span open = telemetry.tracing().tracer().spanBuilder("open").startSpan();
          var unused = ContextStorage.get().attach(Context.current().with(open));
        });
    // One after the other, and more than the container has threads.
    int requests = 30;
    for (int i = 0; i < requests; i++) {
      get("/things/7");
      get("/health");
    }

    await(() -> log.lines().size() == requests, "a line for each request");
    assertThat(telemetry.spans()).hasSize(requests);
    assertThat(telemetry.spans()).extracting(SpanData::getTraceId).doesNotHaveDuplicates();
    assertThat(left).hasSize(requests).containsOnly(SpanId.getInvalid());
  }

  private static void flushAndComeBack(HttpServletResponse response, AsyncContext async) {
    try {
      response.flushBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    async.dispatch();
  }

  private void serve(Handler handler) {
    HttpServerTelemetry http =
        new HttpServerTelemetry(
            telemetry.tracing(),
            new HttpMetrics(telemetry.metrics()),
            List.of("/health"),
            System::nanoTime);
    RouteResolver routes =
        request -> request.getRequestURI().startsWith("/things/") ? "/things/{id}" : null;
    HttpServlet servlet =
        new HttpServlet() {
          private static final long serialVersionUID = 1L;

          @Override
          protected void service(HttpServletRequest request, HttpServletResponse response)
              throws IOException, ServletException {
            handler.handle(request, response);
          }
        };
    container = ServletContainer.start(new TelemetryFilter(http, routes), servlet);
  }

  private HttpResponse<byte[]> get(String path, String... headers)
      throws IOException, InterruptedException {
    return client.send(request(path, headers), HttpResponse.BodyHandlers.ofByteArray());
  }

  private HttpRequest request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request.build();
  }

  private URI uri(String path) {
    ServletContainer running = container;
    if (running == null) {
      throw new IllegalStateException("not serving");
    }
    return URI.create("http://127.0.0.1:" + running.port() + path);
  }

  /** The response can be with the client before the container is done with the request. */
  private Line awaitLine() {
    await(() -> !log.lines().isEmpty(), "the request's line");
    assertThat(log.lines()).hasSize(1);
    return log.lines().get(0);
  }

  private SpanData awaitSpan(String name) {
    await(() -> telemetry.spans().stream().anyMatch(s -> s.getName().equals(name)), name);
    return telemetry.span(name);
  }

  private static void await(BooleanSupplier condition, String what) {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadlineNanos) {
        throw new AssertionError("10 s without " + what);
      }
      Thread.onSpinWait();
    }
  }

  private static @Nullable String attribute(SpanData span, String key) {
    return span.getAttributes().get(AttributeKey.stringKey(key));
  }

  private interface Handler {
    void handle(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException;
  }
}
