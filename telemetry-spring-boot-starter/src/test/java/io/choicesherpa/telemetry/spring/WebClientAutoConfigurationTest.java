package io.choicesherpa.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.reactor.autoconfigure.ReactorAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** Requests by a {@code WebClient} of Spring Boot's builder are spans, over real connections. */
@Timeout(60)
class WebClientAutoConfigurationTest {

  private final RecordedSpans spans = new RecordedSpans();
  private final Tracing tracing = new Tracing(spans.openTelemetry());
  private final HttpServer server = echoOfHeaders();
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withPropertyValues(
              "OTLP_ENDPOINT=none",
              "telemetry.metrics-listener.enabled=false",
              "spring.reactor.context-propagation=auto")
          .withConfiguration(
              AutoConfigurations.of(
                  TelemetryAutoConfiguration.class,
                  TelemetryHttpClientAutoConfiguration.class,
                  ReactorAutoConfiguration.class,
                  RestClientAutoConfiguration.class,
                  WebClientAutoConfiguration.class))
          .withBean(
              OpenTelemetry.class,
              spans::openTelemetry,
              definition -> definition.setDestroyMethodName(""));

  private static HttpServer echoOfHeaders() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            String seen =
                exchange.getRequestHeaders().getFirst("traceparent")
                    + " "
                    + exchange.getRequestHeaders().getFirst("baggage");
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
    assertThat(Context.current()).as("nothing leaks").isSameAs(Context.root());
    spans.close();
  }

  @Test
  void request_sendsItsSpansContextAndBaggage() {
    run(
        builder -> {
          String seen =
              tracing.call(
                  "outer",
                  outer -> {
                    try (Scope ignored =
                        Baggage.builder().put("tenant", "blue").build().makeCurrent()) {
                      return get(builder.build(), "/hikes").blockOptional().orElseThrow();
                    }
                  });

          SpanData sent = spans.named("GET");
          assertThat(sent.getKind()).isEqualTo(SpanKind.CLIENT);
          assertThat(sent.getParentSpanId()).isEqualTo(spans.named("outer").getSpanId());
          assertThat(seen)
              .startsWith("00-" + sent.getTraceId() + "-" + sent.getSpanId() + "-")
              .endsWith(" tenant=blue");
          assertThat(sent.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        });
  }

  @Test
  void request_hasTheAttributesOfTheOtherClients() {
    runner.run(
        context -> {
          WebClient reactive = context.getBean(WebClient.Builder.class).build();
          get(reactive, "/hikes?token=hunter2").block();
          RestClient blocking = context.getBean(RestClient.Builder.class).build();
          blocking.get().uri(url("/hikes?token=hunter2")).retrieve().toBodilessEntity();

          assertThat(spans.all()).hasSize(2).extracting(SpanData::getName).containsOnly("GET");
          assertThat(spans.all().get(0).getAttributes())
              .isEqualTo(spans.all().get(1).getAttributes());
          assertThat(spans.all().get(0).getAttributes().get(AttributeKey.stringKey("url.full")))
              .isEqualTo(url("/hikes"));
        });
  }

  @Test
  void request_subscribedElsewhere_isTheChildOfWhoSubscribes() {
    run(
        builder -> {
          Mono<String> request = get(builder.build(), "/hikes");
          tracing.run("outer", outer -> request.subscribeOn(Schedulers.boundedElastic()).block());

          assertThat(spans.named("GET").getParentSpanId())
              .isEqualTo(spans.named("outer").getSpanId());
        });
  }

  @Test
  void callback_standsUnderTheCaller() {
    run(
        builder -> {
          tracing.run(
              "outer",
              outer ->
                  get(builder.build(), "/hikes")
                      .map(body -> tracing.call("callback", span -> body))
                      .block());

          assertThat(spans.named("callback").getParentSpanId())
              .isEqualTo(spans.named("outer").getSpanId());
        });
  }

  @Test
  void request_neverSubscribed_opensNoSpan() {
    run(
        builder -> {
          assertThat(get(builder.build(), "/hikes")).isNotNull();
          assertThat(spans.started()).isEmpty();
        });
  }

  @Test
  void request_retried_isASpanForEachAttempt() {
    run(
        builder -> {
          WebClient client = builder.build();
          assertThatThrownBy(() -> get(client, "/missing").retry(1).block())
              .isInstanceOf(WebClientResponseException.NotFound.class);

          assertThat(spans.all())
              .hasSize(2)
              .allSatisfy(
                  span -> {
                    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
                    assertThat(errorType(span)).isEqualTo("404");
                  });
        });
  }

  @Test
  void request_withNobodyThere_isAnErrorAndThrowsOn() {
    run(
        builder -> {
          int free = freePort();
          WebClient client = builder.build();
          Mono<String> request =
              client
                  .get()
                  .uri("http://127.0.0.1:" + free + "/")
                  .retrieve()
                  .bodyToMono(String.class);
          assertThatThrownBy(request::block).isInstanceOf(WebClientRequestException.class);

          SpanData span = spans.named("GET");
          assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
          assertThat(Class.forName(errorType(span))).isAssignableTo(ConnectException.class);
        });
  }

  @Test
  void request_cancelled_endsOnceAsOfTheOtherClients() {
    run(
        builder -> {
          Sinks.One<ClientResponse> answer = Sinks.one();
          WebClient client = builder.exchangeFunction(request -> answer.asMono()).build();
          Disposable waiting = get(client, "/hikes").subscribe();
          assertThat(spans.started()).containsExactly("GET");
          assertThat(spans.all()).isEmpty();
          waiting.dispose();
          answer.emitValue(ClientResponse.create(HttpStatus.OK).build(), (signal, result) -> false);

          SpanData span = spans.named("GET");
          assertThat(errorType(span)).isEqualTo(CancellationException.class.getName());
          assertThat(span.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
              .isNull();
        });
  }

  @Test
  void response_endsTheSpan_whateverBecomesOfItsBody() {
    run(
        builder -> {
          Sinks.One<String> body = Sinks.one();
          ClientResponse head =
              ClientResponse.create(HttpStatus.OK)
                  .body(
                      body.asMono()
                          .<DataBuffer>map(
                              text ->
                                  DefaultDataBufferFactory.sharedInstance.wrap(
                                      text.getBytes(StandardCharsets.UTF_8)))
                          .flux())
                  .build();
          WebClient client = builder.exchangeFunction(request -> Mono.just(head)).build();
          CompletableFuture<String> text = get(client, "/hikes").toFuture();
          assertThat(text).isNotDone();
          assertThat(spans.named("GET").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);

          body.emitError(new IOException("cut"), Sinks.EmitFailureHandler.FAIL_FAST);
          assertThat(text).isCompletedExceptionally();
          assertThat(spans.all()).hasSize(1);
        });
  }

  @Test
  void clientThatThrowsOrStaysSilent_endsTheSpanAsAFailure() {
    run(
        builder -> {
          List<WebClient> broken = new ArrayList<>();
          broken.add(builder.clone().exchangeFunction(request -> Mono.empty()).build());
          broken.add(
              builder
                  .clone()
                  .exchangeFunction(
                      request -> {
                        throw new IllegalStateException("no client");
                      })
                  .build());
          for (WebClient client : broken) {
            assertThatThrownBy(() -> get(client, "/hikes").block())
                .isInstanceOf(IllegalStateException.class);
          }

          assertThat(spans.all())
              .hasSize(2)
              .allSatisfy(
                  span ->
                      assertThat(errorType(span)).isEqualTo(IllegalStateException.class.getName()));
        });
  }

  @Test
  void switchedOff_orWithoutWebFlux_thereIsNothingOfIt() {
    runner
        .withPropertyValues("telemetry.http-client.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean("telemetryWebClientCustomizer"));
    runner
        .withClassLoader(
            new FilteredClassLoader("org.springframework.web.reactive", "reactor.core"))
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .hasBean("telemetryRestClientCustomizer")
                    .doesNotHaveBean("telemetryWebClientCustomizer"));
  }

  private void run(Act act) {
    runner.run(
        context -> {
          assertThat(context).hasNotFailed();
          act.on(context.getBean(WebClient.Builder.class));
        });
  }

  private interface Act {
    void on(WebClient.Builder builder) throws Exception;
  }

  private Mono<String> get(WebClient client, String path) {
    return client.get().uri(url(path)).retrieve().bodyToMono(String.class);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static String errorType(SpanData span) {
    return String.valueOf(span.getAttributes().get(AttributeKey.stringKey("error.type")));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
