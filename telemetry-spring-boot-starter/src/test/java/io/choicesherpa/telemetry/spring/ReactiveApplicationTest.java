package io.choicesherpa.telemetry.spring;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.test.CapturedSpan;
import io.choicesherpa.telemetry.test.TelemetryCapture;
import io.choicesherpa.telemetry.test.spring.AutoConfigureTelemetryCapture;
import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A WebFlux application on Netty: the same unit of work, on whatever threads. */
@SpringBootTest(
    classes = ReactiveApplicationTest.Application.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.main.web-application-type=reactive")
@AutoConfigureTelemetryCapture
class ReactiveApplicationTest {

  private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Autowired private TelemetryCapture telemetry;

  @Value("${local.server.port}")
  private int port;

  @Test
  void request_acrossThreads_isOneUnitOfWork() throws Exception {
    HttpResponse<String> response = get("/hikes/rax");

    assertThat(response.body()).isEqualTo("up rax");
    assertThat(response.headers().firstValue("X-Request-Id")).contains("req-1");
    assertThat(response.headers().firstValue("traceresponse"))
        .hasValueSatisfying(value -> assertThat(value).startsWith("00-" + TRACE_ID));
    assertThat(telemetry)
        .within(
            ofSeconds(5),
            t -> {
              t.span("GET /hikes/{peak}")
                  .hasTraceId(TRACE_ID)
                  .hasParentSpanId("00f067aa0ba902b7")
                  .hasAttribute("http.response.status_code", 200L)
                  .hasAttribute("http.route", "/hikes/{peak}")
                  .hasAttribute("server.port", (long) port);
              t.span("climb").isChildOf("GET /hikes/{peak}");
              t.log().withMessage("Setting out").isInSpan("GET /hikes/{peak}");
              t.log().withMessage("On the way").isInSpan("climb").hasRequestId("req-1");
              t.log()
                  .withMessage("Request ended")
                  .hasField("status", 200)
                  .hasField("route", "/hikes/{peak}")
                  .hasField("response_bytes", 6)
                  .hasTraceId(TRACE_ID);
              t.metric("http_requests_total")
                  .withLabels("method", "GET", "path", "/hikes/{peak}", "status", "200")
                  .increasedBy(1);
            });
  }

  /** One service calls another: here itself. */
  @Test
  void requestSentOn_keepsTheTraceTogether() throws Exception {
    assertThat(get("/relay").body()).isEqualTo("up rax");

    assertThat(telemetry)
        .within(
            ofSeconds(5),
            t -> {
              t.span("GET").hasTraceId(TRACE_ID).isChildOf("ask");
              t.span("ask").isChildOf("GET /relay");
              t.span("GET /hikes/{peak}").isChildOf("GET");
              t.log().withMessage("Asking").isInSpan("ask").hasRequestId("req-1");
              t.log().withMessage("Answered").isInSpan("ask").hasRequestId("req-1");
              t.log().withMessage("Relaying").isInSpan("GET /relay").hasRequestId("req-1");
            });
  }

  /** A few event loops serve them all: what one left behind, the next would take for its own. */
  @Test
  void requestsInTurn_inheritNothing() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    for (int i = 0; i < 30; i++) {
      String path = List.of("/hikes/rax", "/stream", "/avalanche").get(i % 3);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
      var unused = client.send(request, HttpResponse.BodyHandlers.discarding());
    }

    assertThat(telemetry)
        .within(ofSeconds(5), t -> t.log().withMessage("Request ended").hasCount(30));
    List<CapturedSpan> requests =
        telemetry.spans().stream().filter(span -> span.name().startsWith("GET ")).toList();
    assertThat(requests).hasSize(30).allSatisfy(span -> assertThat(span).isRoot());
    assertThat(requests).extracting(CapturedSpan::traceId).doesNotHaveDuplicates();
  }

  @Test
  void stream_lastsUntilItsEnd() throws Exception {
    assertThat(get("/stream").body()).isEqualTo("chunkchunkchunk");

    assertThat(telemetry)
        .within(
            ofSeconds(5),
            t -> {
              t.log().withMessage("Chunk").hasCount(3).hasTraceId(TRACE_ID);
              t.log().withMessage("Request ended").hasField("response_bytes", 15);
            });
    assertThat(telemetry.span("GET /stream").data().getEndEpochNanos())
        .isGreaterThan(telemetry.span("GET /stream").data().getStartEpochNanos() + 40_000_000L);
  }

  @Test
  void uncaughtException_isA500WithItsLine() throws Exception {
    assertThat(get("/avalanche").statusCode()).isEqualTo(500);

    assertThat(telemetry)
        .within(
            ofSeconds(5),
            t -> {
              t.span("GET /avalanche")
                  .hasFailed()
                  .hasException(IllegalStateException.class)
                  .hasAttribute("http.response.status_code", 500L);
              t.log()
                  .withMessage("Request failed, uncaught")
                  .hasTraceId(TRACE_ID)
                  .hasError(IllegalStateException.class);
              t.log()
                  .withMessage("Request ended")
                  .hasField("status", 500)
                  .hasField("error_type", "java.lang.IllegalStateException");
            });
  }

  @Test
  void refusal_isItsStatusAndNoFailure() throws Exception {
    assertThat(get("/closed").statusCode()).isEqualTo(403);

    assertThat(telemetry)
        .within(
            ofSeconds(5),
            t -> {
              t.span("GET /closed").hasNotFailed();
              t.log().withMessage("Request failed, uncaught").isAbsent();
              t.log().withMessage("Request ended").hasField("status", 403);
            });
  }

  @Test
  void wrongMethod_isCountedByTheRouteThatItWasFor() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/hikes/rax"))
            .DELETE()
            .build();
    assertThat(
            HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode())
        .isEqualTo(405);

    assertThat(telemetry)
        .within(
            ofSeconds(5),
            t -> {
              t.span("DELETE /hikes/{peak}").hasNotFailed();
              t.log().withMessage("Request ended").hasField("route", "/hikes/{peak}");
              t.metric("http_requests_total")
                  .withLabels("path", "/hikes/{peak}", "status", "405")
                  .increasedBy(1);
            });
  }

  @Test
  void unknownPath_isUnmatched() throws Exception {
    assertThat(get("/nowhere/7").statusCode()).isEqualTo(404);

    assertThat(telemetry)
        .within(
            ofSeconds(5),
            t ->
                t.metric("http_requests_total")
                    .withLabels("path", "/{unmatched}", "status", "404")
                    .increasedBy(1));
    assertThat(telemetry.exposition()).doesNotContain("/nowhere");
  }

  @Test
  void clientThatLeaves_endsTheRequest() throws Exception {
    CompletableFuture<HttpResponse<String>> waiting =
        HttpClient.newHttpClient()
            .sendAsync(request("/for-ever"), HttpResponse.BodyHandlers.ofString());
    assertThat(telemetry).within(ofSeconds(5), t -> t.log().withMessage("Waiting").isPresent());
    waiting.cancel(true);

    assertThat(telemetry)
        .within(
            ofSeconds(5),
            t ->
                t.log()
                    .withMessage("Request ended")
                    .hasField("error_type", "java.util.concurrent.CancellationException"));
  }

  @Test
  void probes_answerAndAreNoTraffic() throws Exception {
    assertThat(get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(get("/health/ready").body()).startsWith("{\"status\":\"ready\"");
    assertThat(get("/health/startup").statusCode()).isEqualTo(200);

    assertThat(telemetry.spans()).isEmpty();
    assertThat(telemetry).metric("http_requests_total").didNotIncrease();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request(path), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("traceparent", "00-" + TRACE_ID + "-00f067aa0ba902b7-01")
        .header("X-Request-Id", "req-1")
        .build();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
  @Import(Neighbour.class)
  @RestController
  static class Application {

    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    private final Tracing tracing;
    private final Neighbour neighbour;

    Application(Tracing tracing, Neighbour neighbour) {
      this.tracing = tracing;
      this.neighbour = neighbour;
    }

    @GetMapping("/relay")
    Mono<String> relay(ServerHttpRequest request) {
      return neighbour
          .ask(request.getURI().resolve("/hikes/rax"))
          .doOnNext(answer -> LOG.info("Relaying"));
    }

    @GetMapping("/hikes/{peak}")
    Mono<String> hike(@PathVariable("peak") String peak) {
      LOG.info("Setting out");
      return Mono.fromCallable(() -> climb(peak)).subscribeOn(Schedulers.boundedElastic());
    }

    private String climb(String peak) {
      return tracing.call(
          "climb",
          span -> {
            LOG.info("On the way");
            return "up " + peak;
          });
    }

    @GetMapping("/stream")
    Flux<String> stream() {
      return Flux.range(1, 3)
          .delayElements(Duration.ofMillis(20))
          .map(i -> "chunk")
          .doOnNext(chunk -> LOG.info("Chunk"));
    }

    @GetMapping("/avalanche")
    Mono<String> avalanche() {
      return Mono.error(new IllegalStateException("down it goes"));
    }

    @GetMapping("/closed")
    Mono<String> closed() {
      return Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN));
    }

    @GetMapping("/for-ever")
    Mono<String> forEver() {
      LOG.info("Waiting");
      return Mono.never();
    }
  }

  static class Neighbour {

    private static final Logger LOG = LoggerFactory.getLogger(Neighbour.class);

    private final WebClient client;

    Neighbour(WebClient.Builder builder) {
      this.client = builder.build();
    }

    @WithSpan("ask")
    Mono<String> ask(URI uri) {
      return client
          .get()
          .uri(uri)
          .retrieve()
          .bodyToMono(String.class)
          .doOnSubscribe(subscription -> LOG.info("Asking"))
          .doOnNext(answer -> LOG.info("Answered"));
    }
  }
}
