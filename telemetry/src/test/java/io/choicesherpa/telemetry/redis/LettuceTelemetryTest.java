package io.choicesherpa.telemetry.redis;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.semconv.DbAttributes;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import io.opentelemetry.semconv.incubating.DbIncubatingAttributes.DbSystemNameIncubatingValues;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** Against a real Redis. */
class LettuceTelemetryTest {

  private static RedisServer redis;
  private static int port;

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private OpenTelemetrySdk sdk = sdk(Sampler.alwaysOn());
  private @Nullable ClientResources resources;
  private @Nullable RedisClient client;

  @BeforeAll
  static void startRedis() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    redis =
        RedisServer.newRedisServer()
            .port(port)
            .bind("127.0.0.1")
            .setting("save \"\"")
            .setting("appendonly no")
            .build();
    redis.start();
  }

  @AfterAll
  static void stopRedis() throws IOException {
    redis.stop();
  }

  @AfterEach
  void close() {
    if (client != null) {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
    if (resources != null) {
      resources.shutdown(0, 1, SECONDS).awaitUninterruptibly();
    }
    sdk.close();
  }

  @Test
  void command_insideATrace_isASpanWithoutKeysAndValues() {
    inTrace(connection -> connection.sync().set("my-key", "my-secret"));

    SpanData span = child();
    assertThat(span.getName()).isEqualTo("SET");
    assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(span.getAttributes().get(DbAttributes.DB_SYSTEM_NAME))
        .isEqualTo(DbSystemNameIncubatingValues.REDIS);
    assertThat(span.getAttributes().get(DbAttributes.DB_OPERATION_NAME)).isEqualTo("SET");
    assertThat(span.getAttributes().get(ServerAttributes.SERVER_ADDRESS)).isEqualTo("127.0.0.1");
    assertThat(span.getAttributes().get(ServerAttributes.SERVER_PORT)).isEqualTo(port);
    assertThat(span.toString()).doesNotContain("my-key").doesNotContain("my-secret");
  }

  @Test
  void refusedCommand_tellsTheKindOfErrorOnly() {
    inTrace(
        connection -> {
          connection.sync().set("a-string", "x");
          assertThatThrownBy(() -> connection.sync().lpush("a-string", "my-secret"))
              .isInstanceOf(RedisCommandExecutionException.class);
        });

    assertThat(finished(3)).hasSize(3);
    SpanData span = named("LPUSH");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getStatus().getDescription()).isEmpty();
    assertThat(span.getAttributes().get(DbAttributes.DB_RESPONSE_STATUS_CODE))
        .isEqualTo("WRONGTYPE");
    assertThat(span.getAttributes().get(ErrorAttributes.ERROR_TYPE)).isEqualTo("WRONGTYPE");
    assertThat(span.toString()).doesNotContain("my-secret");
  }

  @Test
  void commandThatTimesOut_endsItsSpanAsAnError() {
    inTrace(
        connection -> {
          connection.setTimeout(Duration.ofMillis(50));
          assertThatThrownBy(() -> connection.sync().blpop(1, "nothing-comes"))
              .isInstanceOf(RedisCommandTimeoutException.class);
        });

    SpanData span = child();
    assertThat(span.getName()).isEqualTo("BLPOP");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  @Test
  void asynchronousCommand_belongsToTheTraceThatIssuedIt() {
    inTrace(
        connection -> {
          var first = connection.async().incr("counter");
          var second = connection.async().xadd("stream", Map.of("field", "value"));
          assertThat(first.toCompletableFuture().join()).isEqualTo(1);
          assertThat(second.toCompletableFuture().join()).isNotEmpty();
        });

    assertThat(finished(3))
        .extracting(SpanData::getName)
        .containsExactlyInAnyOrder("INCR", "XADD", "root");
    assertThat(spans.getFinishedSpanItems())
        .extracting(SpanData::getTraceId)
        .containsOnly(spans.getFinishedSpanItems().get(0).getTraceId());
  }

  @Test
  void command_outsideAnyTrace_isNoSpan() {
    try (var connection = connect()) {
      assertThat(connection.sync().blpop(0.01, "nothing-comes")).isNull();
      assertThat(connection.sync().get("nothing")).isNull();
    }

    assertThat(spans.getFinishedSpanItems()).isEmpty();
  }

  @Test
  void command_inAnUnsampledTrace_isNotExported() {
    sdk.close();
    sdk = sdk(Sampler.alwaysOff());

    inTrace(connection -> assertThat(connection.sync().ping()).isEqualTo("PONG"));

    assertThat(spans.getFinishedSpanItems()).isEmpty();
  }

  private void inTrace(Consumer<StatefulRedisConnection<String, String>> work) {
    try (var connection = connect()) {
      Span root = sdk.getTracer("test").spanBuilder("root").startSpan();
      try (var scope = root.makeCurrent()) {
        assertThat(scope).isNotNull();
        work.accept(connection);
      } finally {
        root.end();
      }
    }
  }

  private StatefulRedisConnection<String, String> connect() {
    resources =
        DefaultClientResources.builder().tracing(new LettuceTelemetry(sdk).tracing()).build();
    client = RedisClient.create(resources);
    return client.connect(RedisURI.create("127.0.0.1", port));
  }

  private SpanData child() {
    SpanData root = named("root");
    SpanData child = finished(2).stream().filter(span -> span != root).findFirst().orElseThrow();
    assertThat(child.getParentSpanId()).isEqualTo(root.getSpanId());
    return child;
  }

  private SpanData named(String name) {
    return finished(2).stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Lettuce hands the answer over before it ends the span: the last one may come a little later.
   */
  private List<SpanData> finished(int atLeast) {
    long deadline = System.nanoTime() + SECONDS.toNanos(10);
    while (spans.getFinishedSpanItems().size() < atLeast && System.nanoTime() < deadline) {
      LockSupport.parkNanos(MILLISECONDS.toNanos(1));
    }
    assertThat(spans.getFinishedSpanItems()).hasSizeGreaterThanOrEqualTo(atLeast);
    return spans.getFinishedSpanItems();
  }

  private OpenTelemetrySdk sdk(Sampler sampler) {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .setSampler(sampler)
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build())
        .build();
  }
}
