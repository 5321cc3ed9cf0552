package io.choicesherpa.telemetry.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactingExportersTest {
  private static final String MAIL = "ann@example.com";

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final InMemoryLogRecordExporter logs = InMemoryLogRecordExporter.create();
  private final Resource resource =
      Resource.create(
          Attributes.builder()
              .put("service.name", "choice-sherpa")
              .put("process.command_line", "java --password=hunter2 -jar x")
              .build());

  @Test
  void span_leavesWithNothingToHide() {
    Tracer tracer =
        SdkTracerProvider.builder()
            .setResource(resource)
            .addSpanProcessor(
                SimpleSpanProcessor.create(new RedactingSpanExporter(spans, Redactor.standard())))
            .build()
            .get("test");
    SpanContext linked =
        SpanContext.create(
            "4bf92f3577b34da6a3ce929d0e0e4736",
            "00f067aa0ba902b7",
            TraceFlags.getSampled(),
            TraceState.getDefault());
    Span span =
        tracer
            .spanBuilder("mail " + MAIL)
            .addLink(linked, Attributes.builder().put("token", "hunter2").build())
            .setAttribute("password", "hunter2")
            .setAttribute("pin_code.password", 4711)
            .setAttribute(AttributeKey.stringArrayKey("to"), List.of(MAIL, "fine"))
            .setAttribute("rows", 3)
            .setAttribute("kept", "fine")
            .startSpan();
    span.addEvent("sent to " + MAIL, Attributes.builder().put("title", "hunter2").build());
    span.recordException(new IllegalStateException("no " + MAIL));
    span.setStatus(StatusCode.ERROR, "refused " + MAIL);
    span.end();

    SpanData exported = spans.getFinishedSpanItems().get(0);
    assertThat(exported.toString()).doesNotContain("hunter2", MAIL, "4711");
    assertThat(exported.getEvents().toString()).doesNotContain("hunter2");
    assertThat(exported.getEvents().get(1).getAttributes().toString()).doesNotContain(MAIL);
    assertThat(exported.getLinks().toString()).doesNotContain("hunter2");
    assertThat(exported.getResource().toString()).doesNotContain("hunter2");
    assertThat(exported.getResource().getAttribute(AttributeKey.stringKey("service.name")))
        .isEqualTo("choice-sherpa");
    assertThat(exported.getName()).isEqualTo("mail [REDACTED]");
    assertThat(exported.getStatus().getDescription()).isEqualTo("refused [REDACTED]");
    assertThat(exported.getAttributes().get(AttributeKey.stringArrayKey("to")))
        .containsExactly("[REDACTED]", "fine");
    assertThat(exported.getAttributes().get(AttributeKey.longKey("rows"))).isEqualTo(3);
    assertThat(exported.getAttributes().get(AttributeKey.stringKey("kept"))).isEqualTo("fine");
  }

  @Test
  void cleanSpan_passesAsItIs() {
    SdkTracerProvider provider =
        SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build();
    provider.get("test").spanBuilder("work").setAttribute("rows", 1).startSpan().end();
    SpanData original = spans.getFinishedSpanItems().get(0);
    InMemorySpanExporter behind = InMemorySpanExporter.create();
    new RedactingSpanExporter(behind, Redactor.standard()).export(List.of(original));
    assertThat(behind.getFinishedSpanItems().get(0)).isSameAs(original);
  }

  @Test
  void logRecord_leavesWithNothingToHide() {
    SdkLoggerProvider.builder()
        .setResource(resource)
        .addLogRecordProcessor(
            SimpleLogRecordProcessor.create(
                new RedactingLogRecordExporter(logs, Redactor.standard())))
        .build()
        .get("test")
        .logRecordBuilder()
        .setBody(
            Value.of(
                KeyValue.of("to", Value.of(Value.of(MAIL), Value.of("fine"))),
                KeyValue.of("api_key", Value.of("hunter2")),
                KeyValue.of("rows", Value.of(3))))
        .setAttribute("secret", "hunter2")
        .setAttribute("kept", "fine")
        .emit();
    LogRecordData exported = logs.getFinishedLogRecordItems().get(0);
    assertThat(exported.getBodyValue().asString())
        .doesNotContain("hunter2", MAIL)
        .contains("fine", "3");
    assertThat(exported.getAttributes().asMap().values())
        .containsExactlyInAnyOrder("[REDACTED]", "fine");
    assertThat(exported.getResource().toString()).doesNotContain("hunter2");
  }
}
