package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The OpenTelemetry SDK's own exporters as clients. */
class OtlpExportTest {

  private static final Resource RESOURCE =
      Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "shop"));

  private static Console console;

  @BeforeAll
  static void start() {
    console = TestConsole.start();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void grpcExporters_spanAndItsLogArriveUnderOneTraceId() {
    assertArrives(
        OtlpGrpcSpanExporter.builder().setEndpoint(console.otlpGrpcEndpoint().toString()).build(),
        OtlpGrpcLogRecordExporter.builder()
            .setEndpoint(console.otlpGrpcEndpoint().toString())
            .build());
  }

  @Test
  void gzippedGrpcExporters_spanAndItsLogArriveUnderOneTraceId() {
    assertArrives(
        OtlpGrpcSpanExporter.builder()
            .setCompression("gzip")
            .setEndpoint(console.otlpGrpcEndpoint().toString())
            .build(),
        OtlpGrpcLogRecordExporter.builder()
            .setCompression("gzip")
            .setEndpoint(console.otlpGrpcEndpoint().toString())
            .build());
  }

  @Test
  void gzippedHttpExporters_spanAndItsLogArriveUnderOneTraceId() {
    assertArrives(
        OtlpHttpSpanExporter.builder()
            .setCompression("gzip")
            .setEndpoint(console.otlpHttpEndpoint() + "/v1/traces")
            .build(),
        OtlpHttpLogRecordExporter.builder()
            .setCompression("gzip")
            .setEndpoint(console.otlpHttpEndpoint() + "/v1/logs")
            .build());
  }

  private static void assertArrives(SpanExporter spans, LogRecordExporter logs) {
    String traceId;
    try (SdkTracerProvider tracing =
            SdkTracerProvider.builder()
                .setResource(RESOURCE)
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build();
        SdkLoggerProvider logging =
            SdkLoggerProvider.builder()
                .setResource(RESOURCE)
                .addLogRecordProcessor(SimpleLogRecordProcessor.create(logs))
                .build()) {
      Span span =
          tracing.get("t").spanBuilder("GET /cart").setSpanKind(SpanKind.SERVER).startSpan();
      try (Scope scope = span.makeCurrent()) {
        assertThat(scope).isNotNull();
        logging
            .get("shop.Cart")
            .logRecordBuilder()
            .setSeverity(Severity.INFO)
            .setBody("cart shown")
            .emit();
      }
      span.end();
      traceId = span.getSpanContext().getTraceId();
      assertThat(tracing.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
      assertThat(logging.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
    }
    JsonNode trace = Http.json(console.uri().resolve("/api/traces/" + traceId));
    assertThat(trace.at("/data/0/spans/0/operationName").asText()).isEqualTo("GET /cart");
    assertThat(trace.at("/data/0/processes/p1/serviceName").asText()).isEqualTo("shop");
    JsonNode lines = Http.json(console.uri().resolve("/console/api/traces/" + traceId + "/logs"));
    assertThat(lines.at("/logs/0/body").asText()).isEqualTo("cart shown");
    assertThat(lines.at("/logs/0/level").asText()).isEqualTo("INFO");
  }
}
