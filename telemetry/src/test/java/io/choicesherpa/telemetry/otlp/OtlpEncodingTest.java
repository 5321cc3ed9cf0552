package io.choicesherpa.telemetry.otlp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.GrpcStatusCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtlpEncodingTest {

  private static final SpanContext REMOTE =
      SpanContext.createFromRemoteParent(
          "4bf92f3577b34da6a3ce929d0e0e4736",
          "00f067aa0ba902b7",
          TraceFlags.getSampled(),
          TraceState.builder().put("b", "2").put("a", "1").build());
  private static final Attributes EVERY_TYPE =
      Attributes.builder()
          .put("text", "plain")
          .put("empty", "")
          .put("letters", "Grüße, 你好, 😀, lone \ud800.")
          .put("long", "x".repeat(5_000))
          .put("number", -1L)
          .put("large", Long.MAX_VALUE)
          .put("ratio", -0.25)
          .put("yes", true)
          .put("no", false)
          .put(AttributeKey.stringArrayKey("texts"), List.of("a", "", "ü"))
          .put(AttributeKey.longArrayKey("numbers"), List.of(0L, 1L, -1L))
          .put(AttributeKey.doubleArrayKey("ratios"), List.of(0.5, 1.5))
          .put(AttributeKey.booleanArrayKey("flags"), List.of(true, false))
          .put(
              AttributeKey.valueKey("nested"),
              Value.of(
                  KeyValue.of("bytes", Value.of(new byte[] {1, -1})),
                  KeyValue.of("list", Value.of(Value.of(1), Value.of("two"), Value.of(3.0)))))
          .build();

  private final CapturedSender sender = new CapturedSender(1);
  private final OtlpEncoding encoding = new OtlpEncoding(sender);
  private final SpanExporter sdksSpans =
      OtlpGrpcSpanExporter.builder().setComponentLoader(encoding.componentLoader()).build();
  private final OtlpBatch<SpanData> spans =
      requireNonNull(encoding.spans(sdksSpans, Redactor.standard()));
  private final LogRecordExporter sdksLogs =
      OtlpGrpcLogRecordExporter.builder().setComponentLoader(encoding.componentLoader()).build();
  private final OtlpBatch<LogRecordData> logs =
      requireNonNull(encoding.logRecords(sdksLogs, Redactor.standard()));

  @Test
  void spans_saysWhatTheSdksExporterSays() throws InvalidProtocolBufferException {
    List<SpanData> made = someSpans();

    // Twice and once more: what is remembered must be right as well.
    for (int i = 0; i < 3; i++) {
      sender.messages().clear();
      assertThat(send(spans, made).isSuccess()).isTrue();
      assertThat(sdksSpans.export(made).isSuccess()).isTrue();

      assertThat(sender.messages()).hasSize(2);
      assertThat(ExportTraceServiceRequest.parseFrom(sender.messages().get(0)))
          .isEqualTo(ExportTraceServiceRequest.parseFrom(sender.messages().get(1)))
          .satisfies(
              request ->
                  assertThat(request.getResourceSpans(0).getScopeSpans(0).getSpansCount())
                      .isEqualTo(made.size()));
    }
  }

  @Test
  void logRecords_sayWhatTheSdksExporterSays() throws InvalidProtocolBufferException {
    List<LogRecordData> made = someRecords();

    for (int i = 0; i < 3; i++) {
      sender.messages().clear();
      assertThat(send(logs, made).isSuccess()).isTrue();
      assertThat(sdksLogs.export(made).isSuccess()).isTrue();

      assertThat(sender.messages()).hasSize(2);
      assertThat(ExportLogsServiceRequest.parseFrom(sender.messages().get(0)))
          .isEqualTo(ExportLogsServiceRequest.parseFrom(sender.messages().get(1)))
          .satisfies(
              request ->
                  assertThat(request.getResourceLogs(0).getScopeLogs(0).getLogRecordsCount())
                      .isEqualTo(made.size()));
    }
  }

  @Test
  void scopesAndResources_severalInABatch_areToldApart() throws InvalidProtocolBufferException {
    List<SpanData> made =
        List.of(spansOf("one", "a").get(0), spansOf("one", "b").get(0), spansOf("two", "c").get(0));

    assertThat(send(spans, made).isSuccess()).isTrue();

    List<ScopeSpans> scopes = new ArrayList<>();
    for (byte[] message : sender.messages()) {
      scopes.addAll(
          ExportTraceServiceRequest.parseFrom(message).getResourceSpans(0).getScopeSpansList());
    }
    assertThat(scopes)
        .extracting(scope -> scope.getScope().getName() + " " + scope.getSpans(0).getName())
        .containsExactlyInAnyOrder("one a", "one b", "two c");
  }

  @Test
  void batch_tooLargeForAMessage_goesInSeveral() throws InvalidProtocolBufferException {
    OtlpBatch<SpanData> small =
        new OtlpBatch<>(
            OtlpSender.of(sender),
            new SpanEncoding(),
            Redactor.standard(),
            1_000,
            sender::shutdown);
    List<SpanData> made = spansOf("scope", "a", "b", "c", "d", "e", "f", "g", "h", "i", "k");

    assertThat(send(small, made).isSuccess()).isTrue();

    assertThat(sender.messages()).hasSizeGreaterThan(1);
    int spansThere = 0;
    for (byte[] message : sender.messages()) {
      assertThat(message.length).isLessThanOrEqualTo(1_000);
      spansThere +=
          ExportTraceServiceRequest.parseFrom(message)
              .getResourceSpans(0)
              .getScopeSpans(0)
              .getSpansCount();
    }
    assertThat(spansThere).isEqualTo(made.size());
  }

  @Test
  void receiver_refusing_isAFailureWithItsStatus() {
    sender.answer(GrpcStatusCode.UNAVAILABLE);

    CompletableResultCode result = send(spans, spansOf("scope", "a"));

    assertThat(result.isSuccess()).isFalse();
    assertThat(result.getFailureThrowable()).hasMessageContaining("UNAVAILABLE");
  }

  @Test
  void senders_moreThanOne_leavesTheSdkItsOwnWay() {
    OtlpEncoding other = new OtlpEncoding(new CapturedSender(2));
    SpanExporter sdks =
        OtlpGrpcSpanExporter.builder()
            .setComponentLoader(new OtlpEncoding(sender).componentLoader())
            .build();

    assertThat(other.spans(sdks, Redactor.standard())).isNull();
  }

  @Test
  void exporter_ofAnotherKind_isNotReplaced() {
    SpanExporter other = InMemorySpanExporter.create();
    LogRecordExporter otherLogs = InMemoryLogRecordExporter.create();

    assertThat(encoding.spans(other, Redactor.standard())).isNull();
    assertThat(encoding.logRecords(otherLogs, Redactor.standard())).isNull();
  }

  /** The last part's result. */
  private static <T> CompletableResultCode send(OtlpBatch<T> batch, List<T> items) {
    for (T item : items) {
      if (!batch.offer(item)) {
        assertThat(batch.send().isSuccess()).isTrue();
        assertThat(batch.offer(item)).isTrue();
      }
    }
    return batch.send();
  }

  private static List<SpanData> someSpans() {
    InMemorySpanExporter made = InMemorySpanExporter.create();
    Tracer tracer =
        SdkTracerProvider.builder()
            .setResource(resource())
            .setSpanLimits(SpanLimits.builder().setMaxNumberOfEvents(2).build())
            .addSpanProcessor(SimpleSpanProcessor.create(made))
            .build()
            .tracerBuilder("scope")
            .setInstrumentationVersion("1.2")
            .setSchemaUrl("https://example.org/schema")
            .build();
    for (SpanKind kind : SpanKind.values()) {
      Span span =
          tracer
              .spanBuilder("a " + kind)
              .setParent(Context.root().with(Span.wrap(REMOTE)))
              .setSpanKind(kind)
              .addLink(REMOTE, EVERY_TYPE)
              .startSpan();
      span.setAllAttributes(EVERY_TYPE);
      span.addEvent("one", EVERY_TYPE, Instant.ofEpochSecond(7));
      span.addEvent("two");
      span.addEvent("one too many");
      Span child = tracer.spanBuilder("b").setParent(Context.root().with(span)).startSpan();
      child.setStatus(kind == SpanKind.CLIENT ? StatusCode.OK : StatusCode.ERROR, "why not");
      child.end();
      span.end();
    }
    return made.getFinishedSpanItems();
  }

  private static List<SpanData> spansOf(String scope, String... names) {
    InMemorySpanExporter made = InMemorySpanExporter.create();
    Tracer tracer =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(made))
            .build()
            .get(scope);
    for (String name : names) {
      tracer.spanBuilder(name).setAttribute("text", "x".repeat(100)).startSpan().end();
    }
    return made.getFinishedSpanItems();
  }

  private static List<LogRecordData> someRecords() {
    InMemoryLogRecordExporter made = InMemoryLogRecordExporter.create();
    SdkLoggerProvider provider =
        SdkLoggerProvider.builder()
            .setResource(resource())
            .addLogRecordProcessor(SimpleLogRecordProcessor.create(made))
            .build();
    for (Severity severity : List.of(Severity.TRACE, Severity.INFO, Severity.FATAL4)) {
      provider
          .get("scope")
          .logRecordBuilder()
          .setContext(Context.root().with(Span.wrap(REMOTE)))
          .setTimestamp(Instant.ofEpochSecond(1, 2))
          .setSeverity(severity)
          .setSeverityText(severity.name())
          .setBody("Grüße")
          .setAllAttributes(EVERY_TYPE)
          .emit();
    }
    provider.get("scope").logRecordBuilder().setEventName("an.event").emit();
    return made.getFinishedLogRecordItems();
  }

  private static Resource resource() {
    return Resource.create(
        Attributes.builder().put("service.name", "choice-sherpa").put("pid", 1).build(),
        "https://example.org/resource");
  }
}
