package io.choicesherpa.telemetry.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.choicesherpa.telemetry.config.ApplicationIdentity;
import io.choicesherpa.telemetry.config.ConfigurationException;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.PipelineMetrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.choicesherpa.telemetry.testing.RecordedLog;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PipelineTest {

  private static final Duration FLUSH_LIMIT = Duration.ofSeconds(20);

  private final Metrics metrics = new Metrics(StandardMetrics.CATALOGUE);
  private final RecordedLog log = new RecordedLog(Delivery.class.getName());

  @AfterEach
  void stop() {
    log.close();
  }

  @Test
  void span_sampled_arrivesWithItsResource() {
    try (OtlpReceiver receiver = OtlpReceiver.start(0);
        Pipeline pipeline = start(receiver.port(), Map.of())) {
      span(pipeline, "work");
      assertThat(pipeline.flush(FLUSH_LIMIT)).isTrue();

      assertThat(receiver.spans()).singleElement().extracting(s -> s.getName()).isEqualTo("work");
      Map<String, String> resource =
          receiver.resourceSpans().get(0).getResource().getAttributesList().stream()
              .collect(Collectors.toMap(KeyValue::getKey, kv -> kv.getValue().getStringValue()));
      assertThat(resource)
          .containsEntry("service.name", "choice-sherpa")
          .containsEntry("service.version", "1.2.3")
          .containsEntry("deployment.environment", "staging")
          .containsEntry("deployment.environment.name", "staging")
          .containsEntry("team", "sherpas")
          .containsKeys("host.name", "process.pid", "service.instance.id")
          .doesNotContainKeys("process.command_line", "process.command_args");
      awaitMetric("telemetry_spans_exported_total 1.0");
      assertThat(log.lines()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"grpc", "http/protobuf"})
  void exporter_ofEachProtocol_isEncodedInOnePass(String protocol) {
    try (Pipeline pipeline = start(1, Map.of("OTLP_PROTOCOL", protocol))) {
      assertThat(pipeline.sdk().getSdkTracerProvider().toString())
          .contains("ExportQueue")
          .contains("batchSize=2048");
      assertThat(pipeline.sdk().getSdkLoggerProvider().toString())
          .contains("ExportQueue")
          .contains("batchSize=2048");
    }
  }

  @Test
  void queueOrBatch_setAlone_makesTheOtherFit() {
    Map<String, String> set =
        Map.of("OTEL_BSP_MAX_QUEUE_SIZE", "100", "OTEL_BLRP_MAX_EXPORT_BATCH_SIZE", "10000");
    try (Pipeline pipeline = start(1, set)) {
      assertThat(pipeline.sdk().getSdkTracerProvider().toString()).contains("batchSize=100,");
      assertThat(pipeline.sdk().getSdkLoggerProvider().toString()).contains("batchSize=10000,");
    }
  }

  @Test
  void span_withSecretInIt_arrivesWithout() {
    Map<String, String> resource = Map.of("OTEL_RESOURCE_ATTRIBUTES", "password=hunter2,team=a");
    try (OtlpReceiver receiver = OtlpReceiver.start(0);
        Pipeline pipeline = start(receiver.port(), resource)) {
      // More than once: what is remembered must be as clean.
      for (int i = 0; i < 3; i++) {
        Span linked = tracer(pipeline).spanBuilder("linked").startSpan();
        Span span =
            tracer(pipeline)
                .spanBuilder("for hunter2@example.org")
                .addLink(
                    linked.getSpanContext(), Attributes.builder().put("token", "hunter2").build())
                .startSpan();
        span.setAttribute("password", "hunter2");
        span.setAttribute("plain", "of hunter2@example.org");
        span.addEvent(
            "to hunter2@example.org", Attributes.builder().put("secret", "hunter2").build());
        span.recordException(new IllegalStateException("for hunter2@example.org"));
        span.setStatus(StatusCode.ERROR, "no hunter2@example.org");
        span.end();
      }
      assertThat(pipeline.flush(FLUSH_LIMIT)).isTrue();

      assertThat(receiver.spans()).hasSize(3);
      assertThat(receiver.resourceSpans().toString()).contains("team").doesNotContain("hunter2");
    }
  }

  @Test
  void logRecord_withSecretInIt_arrivesWithout() {
    try (OtlpReceiver receiver = OtlpReceiver.start(0);
        Pipeline pipeline = start(receiver.port(), Map.of())) {
      for (int i = 0; i < 3; i++) {
        pipeline
            .sdk()
            .getLogsBridge()
            .get("test")
            .logRecordBuilder()
            .setBody("for hunter2@example.org")
            .setAttribute("password", "hunter2")
            .emit();
      }
      assertThat(pipeline.flush(FLUSH_LIMIT)).isTrue();

      assertThat(receiver.logs()).hasSize(3);
      assertThat(receiver.logs().toString()).contains("password").doesNotContain("hunter2");
    }
  }

  @Test
  void span_atSampleRateZero_isRecordedAndNotExported() {
    try (OtlpReceiver receiver = OtlpReceiver.start(0);
        Pipeline pipeline = start(receiver.port(), Map.of("TRACE_SAMPLE_RATE", "0"))) {
      Span span = tracer(pipeline).spanBuilder("work").startSpan();

      assertThat(span.isRecording()).isTrue();
      assertThat(span.getSpanContext().isSampled()).isFalse();
      assertThat(span)
          .isInstanceOfSatisfying(
              ReadableSpan.class, readable -> assertThat(readable.getName()).isEqualTo("work"));
      span.end();
      assertThat(pipeline.flush(FLUSH_LIMIT)).isTrue();
      assertThat(receiver.spans()).isEmpty();
    }
  }

  @Test
  void trace_failedAtSampleRateZero_arrivesWithItsReason() {
    try (OtlpReceiver receiver = OtlpReceiver.start(0);
        Pipeline pipeline = start(receiver.port(), Map.of("TRACE_SAMPLE_RATE", "0"))) {
      Span root = tracer(pipeline).spanBuilder("root").startSpan();
      try (Scope ignored = root.makeCurrent()) {
        span(pipeline, "child");
      }
      root.setStatus(StatusCode.ERROR);
      root.end();
      span(pipeline, "well");
      assertThat(pipeline.flush(FLUSH_LIMIT)).isTrue();

      assertThat(receiver.spans()).extracting(s -> s.getName()).containsExactly("child", "root");
      assertThat(receiver.spans())
          .allSatisfy(
              s ->
                  assertThat(s.getAttributesList())
                      .anySatisfy(
                          attribute -> {
                            assertThat(attribute.getKey()).isEqualTo("sampling.kept_reason");
                            assertThat(attribute.getValue().getStringValue()).isEqualTo("error");
                          }));
      awaitMetric("telemetry_traces_kept_total{reason=\"error\"} 1.0");
      awaitMetric("telemetry_spans_exported_total 2.0");
    }
  }

  @Test
  void trace_failedAtSampleRateZeroWithKeepingOff_staysHere() {
    Map<String, String> off =
        Map.of(
            "TRACE_SAMPLE_RATE", "0", "TRACE_KEEP_ERRORS", "false", "TRACE_KEEP_SLOW_MILLIS", "0");
    try (OtlpReceiver receiver = OtlpReceiver.start(0);
        Pipeline pipeline = start(receiver.port(), off)) {
      Span span = tracer(pipeline).spanBuilder("root").startSpan();
      span.setStatus(StatusCode.ERROR);
      span.end();
      assertThat(pipeline.flush(FLUSH_LIMIT)).isTrue();

      assertThat(receiver.spans()).isEmpty();
    }
  }

  @Test
  void span_beyondItsLimits_isCutAndSaysHowMuch() {
    Map<String, String> limits =
        Map.of("OTEL_SPAN_EVENT_COUNT_LIMIT", "2", "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT", "3");
    try (OtlpReceiver receiver = OtlpReceiver.start(0);
        Pipeline pipeline = start(receiver.port(), limits)) {
      Span span = tracer(pipeline).spanBuilder("work").startSpan();
      span.setAttribute("text", "x".repeat(Pipeline.ATTRIBUTE_VALUE_LIMIT_CHARS + 1));
      for (int i = 0; i < 4; i++) {
        span.setAttribute("attribute" + i, i).addEvent("event" + i);
      }
      span.end();
      assertThat(pipeline.flush(FLUSH_LIMIT)).isTrue();

      assertThat(receiver.spans())
          .singleElement()
          .satisfies(
              s -> {
                assertThat(s.getAttributesCount()).isEqualTo(3);
                assertThat(s.getDroppedAttributesCount()).isEqualTo(2);
                assertThat(s.getEventsCount()).isEqualTo(2);
                assertThat(s.getDroppedEventsCount()).isEqualTo(2);
                assertThat(s.getAttributesList())
                    .filteredOn(attribute -> attribute.getKey().equals("text"))
                    .singleElement()
                    .extracting(attribute -> attribute.getValue().getStringValue().length())
                    .isEqualTo(Pipeline.ATTRIBUTE_VALUE_LIMIT_CHARS);
              });
    }
  }

  @Test
  void logRecord_emitted_arrives() {
    try (OtlpReceiver receiver = OtlpReceiver.start(0);
        Pipeline pipeline = start(receiver.port(), Map.of())) {
      pipeline.sdk().getLogsBridge().get("test").logRecordBuilder().setBody("hello").emit();
      assertThat(pipeline.flush(FLUSH_LIMIT)).isTrue();

      assertThat(receiver.logs())
          .singleElement()
          .extracting(record -> record.getBody().getStringValue())
          .isEqualTo("hello");
      awaitMetric("telemetry_logs_exported_total 1.0");
    }
  }

  @Test
  void logRecord_beyondItsLimits_isCutAndSaysHowMuch() {
    Map<String, String> limits =
        Map.of("OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", "5", "OTEL_ATTRIBUTE_COUNT_LIMIT", "1");
    try (OtlpReceiver receiver = OtlpReceiver.start(0);
        Pipeline pipeline = start(receiver.port(), limits)) {
      pipeline
          .sdk()
          .getLogsBridge()
          .get("test")
          .logRecordBuilder()
          .setAttribute("first", "123456")
          .setAttribute("second", "x")
          .emit();
      assertThat(pipeline.flush(FLUSH_LIMIT)).isTrue();

      LogRecord record = receiver.logs().get(0);
      assertThat(record.getAttributesList())
          .singleElement()
          .extracting(attribute -> attribute.getValue().getStringValue())
          .isEqualTo("12345");
      assertThat(record.getDroppedAttributesCount()).isEqualTo(1);
    }
  }

  @Test
  void receiver_closedPort_isOneWarningAndNoException() throws IOException {
    int port = closedPort();
    try (Pipeline pipeline = start(port, Map.of())) {
      for (int i = 0; i < 3; i++) {
        span(pipeline, "work");
        pipeline.flush(FLUSH_LIMIT);
      }

      awaitMetric("telemetry_spans_dropped_total{reason=\"export_failed\"} 3.0");
      assertThat(scrape()).doesNotContain("telemetry_export_failures_total{signal=\"traces\"} 0");
      assertThat(log.lines())
          .singleElement()
          .satisfies(
              line -> {
                assertThat(line.level()).isEqualTo(Level.WARN);
                assertThat(line.fields()).containsEntry("receiver", "localhost:" + port);
              });
    }
  }

  @Test
  void receiver_back_isSaidOnceWithWhatWasLost() throws IOException {
    int port = closedPort();
    try (Pipeline pipeline = start(port, Map.of())) {
      span(pipeline, "lost");
      pipeline.flush(FLUSH_LIMIT);
      try (OtlpReceiver receiver = OtlpReceiver.start(port)) {
        span(pipeline, "delivered");
        pipeline.flush(FLUSH_LIMIT);

        awaitMetric("telemetry_spans_exported_total 1.0");
        await(() -> log.lines().size() == 2, "the second line");
        assertThat(receiver.spans())
            .singleElement()
            .extracting(s -> s.getName())
            .isEqualTo("delivered");
        assertThat(log.lines().get(1).level()).isEqualTo(Level.INFO);
        assertThat(log.lines().get(1).fields()).containsEntry("undelivered", 1L);
      }
    }
  }

  /** The kernel takes the connection for a socket that nobody accepts from: open, and silent. */
  @Test
  void receiver_silent_holdsNeitherTheApplicationNorItsEnd() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Pipeline pipeline = start(silent.getLocalPort(), Map.of("OTEL_BSP_MAX_QUEUE_SIZE", "512"));
      for (int i = 0; i < 2_000; i++) {
        span(pipeline, "work");
      }
      String scraped = exposition();
      long startNanos = System.nanoTime();
      pipeline.close();

      assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
          .isLessThan(Pipeline.CLOSE_LIMIT.plusSeconds(2));
      assertThat(dropped(scraped)).as("what did not fit the queue").isBetween(500.0, 1_500.0);
      assertThat(scraped).containsPattern("telemetry_spans_queued [1-9]");
    }
  }

  @Test
  void openTelemetryVariable_unusable_isAConfigurationMistake() {
    assertThatThrownBy(() -> start(1, Map.of("OTEL_TRACES_SAMPLER", "sometimes")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("sometimes");
  }

  private Pipeline start(int port, Map<String, String> more) {
    Map<String, String> variables = new HashMap<>();
    variables.put("OTLP_ENDPOINT", "http://localhost:" + port);
    variables.put("OTLP_PROTOCOL", "http/protobuf");
    variables.put("ENVIRONMENT", "staging");
    if (!more.containsKey("OTEL_TRACES_SAMPLER")) {
      variables.put("TRACE_SAMPLE_RATE", "1");
    }
    variables.put("OTEL_RESOURCE_ATTRIBUTES", "team=sherpas");
    variables.put("OTEL_JAVA_EXPORTER_OTLP_RETRY_DISABLED", "true");
    variables.putAll(more);
    TelemetryConfig config =
        TelemetryConfig.fromEnvironment(
            variables, new ApplicationIdentity("choice-sherpa", "1.2.3"));
    return Pipeline.start(config, Redactor.standard(), new PipelineMetrics(metrics));
  }

  private static void span(Pipeline pipeline, String name) {
    tracer(pipeline).spanBuilder(name).startSpan().end();
  }

  private static Tracer tracer(Pipeline pipeline) {
    return pipeline.openTelemetry().getTracer("test");
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static double dropped(String exposition) {
    return exposition
        .lines()
        .filter(line -> line.startsWith("telemetry_spans_dropped_total{reason=\"queue_full\"}"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
        .sum();
  }

  /** An export is done for who waits for it a moment before it is counted. */
  private void awaitMetric(String line) {
    await(() -> scrape().contains(line), line);
  }

  private static void await(BooleanSupplier condition, String what) {
    long deadlineNanos = System.nanoTime() + FLUSH_LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadlineNanos) {
        throw new AssertionError(FLUSH_LIMIT + " without " + what);
      }
      Thread.onSpinWait();
    }
  }

  private String exposition() {
    // What the SDK drops is looked up while scraping, so it stands in the next scrape at the
    // latest.
    scrape();
    return scrape();
  }

  private String scrape() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(out, metrics.registry().scrape());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
