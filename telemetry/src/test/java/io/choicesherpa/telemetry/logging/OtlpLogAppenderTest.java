package io.choicesherpa.telemetry.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.choicesherpa.telemetry.context.RequestContext;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class OtlpLogAppenderTest {
  private final InMemoryLogRecordExporter records = InMemoryLogRecordExporter.create();
  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

  @AfterEach
  void noScopeIsLeftOpen() {
    assertThat(Context.current()).isSameAs(Context.root());
  }

  @Test
  void record_hasTheContentOfTheLine() {
    OtlpLogAppender appender = start(SimpleLogRecordProcessor.create(records));
    Span span = Spans.unsampled().spanBuilder("work").setAttribute("tier", "pro").startSpan();
    RequestContext request = RequestContext.create("req-1");
    request.setUserId("user-1");
    try (Scope ignored = request.storeIn(Context.current().with(span)).makeCurrent()) {
      context
          .getLogger("io.choicesherpa.Session")
          .atWarn()
          .addKeyValue("attempt", 2)
          .addKeyValue("ratio", 0.5)
          .addKeyValue("cached", true)
          .addKeyValue("list", List.of(1, 2))
          .setCause(new IllegalStateException("refused"))
          .log("Session {}", "created");
    }
    LogRecordData record = records.getFinishedLogRecordItems().get(0);
    assertThat(record.getBodyValue().asString()).isEqualTo("Session created");
    assertThat(record.getSeverity()).isEqualTo(Severity.WARN);
    assertThat(record.getSeverityText()).isEqualTo("WARN");
    assertThat(record.getInstrumentationScopeInfo().getName()).isEqualTo("io.choicesherpa.Session");
    assertThat(record.getSpanContext().getTraceId()).isEqualTo(Spans.TRACE_ID);
    Attributes attributes = record.getAttributes();
    assertThat(text(attributes, "request_id")).isEqualTo("req-1");
    assertThat(text(attributes, "user_id")).isEqualTo("user-1");
    assertThat(text(attributes, "span.name")).isEqualTo("work");
    assertThat(text(attributes, "span.tier")).isEqualTo("pro");
    assertThat(attributes.get(AttributeKey.longKey("attempt"))).isEqualTo(2);
    assertThat(attributes.get(AttributeKey.doubleKey("ratio"))).isEqualTo(0.5);
    assertThat(attributes.get(AttributeKey.booleanKey("cached"))).isTrue();
    assertThat(text(attributes, "list")).isEqualTo("[1,2]");
    assertThat(text(attributes, "exception.type")).isEqualTo("java.lang.IllegalStateException");
    assertThat(text(attributes, "exception.message")).isEqualTo("refused");
    assertThat(text(attributes, "error.fingerprint")).matches("[0-9a-f]{16}");
    assertThat(text(attributes, "code.file.path"))
        .isEqualTo("io/choicesherpa/telemetry/logging/OtlpLogAppenderTest.java");
    assertThat(attributes.get(AttributeKey.longKey("code.line.number"))).isPositive();
    assertThat(appender.failures()).isZero();
  }

  @Test
  void time_isTheEventsToTheNanosecond() {
    OtlpLogAppender appender = start(SimpleLogRecordProcessor.create(records));
    Instant instant = Instant.parse("2026-03-04T05:06:07.123456789Z");
    LoggingEvent event = event();
    event.setInstant(instant);
    appender.doAppend(event);
    LogRecordData record = records.getFinishedLogRecordItems().get(0);
    assertThat(Instant.ofEpochSecond(0, record.getTimestampEpochNanos())).isEqualTo(instant);
  }

  @Test
  void time_isOfMillisecondsWhereTheEventKnowsNoBetter() {
    OtlpLogAppender appender = start(SimpleLogRecordProcessor.create(records));
    LoggingEvent event = event();
    event.setTimeStamp(1_772_600_767_123L);
    appender.doAppend(event);
    LogRecordData record = records.getFinishedLogRecordItems().get(0);
    assertThat(record.getTimestampEpochNanos()).isEqualTo(1_772_600_767_123_000_000L);
  }

  private static LoggingEvent event() {
    LoggingEvent event = new LoggingEvent();
    event.setLoggerName("io.choicesherpa.Session");
    event.setLevel(Level.INFO);
    event.setMessage("Session created");
    event.setThreadName("main");
    event.setMDCPropertyMap(Map.of());
    return event;
  }

  @Test
  void secrets_areHiddenInEveryPart() {
    start(SimpleLogRecordProcessor.create(records));
    try (MDC.MDCCloseable ignored = MDC.putCloseable("mail", "ann@example.com")) {
      context
          .getLogger("io.choicesherpa.Session")
          .atError()
          .addKeyValue("password", "hunter2")
          .addKeyValue("nested", Map.of("api_key", "hunter2"))
          .setCause(new IllegalStateException("password=hunter2"))
          .log("to ann@example.com");
    }
    assertThat(records.getFinishedLogRecordItems()).hasSize(1);
    assertThat(records.getFinishedLogRecordItems().toString())
        .doesNotContain("hunter2", "ann@example.com");
  }

  @Test
  void linesOfTheExportItself_stayOutAndOnTheConsole() {
    start(SimpleLogRecordProcessor.create(records));
    context.getLogger("io.opentelemetry.exporter.internal.http.HttpExporter").warn("refused");
    context.getLogger("okhttp3.OkHttpClient").warn("refused");
    assertThat(records.getFinishedLogRecordItems()).isEmpty();
    assertThat(lines.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
  }

  @Test
  void loggingWhileARecordIsHandedOver_doesNotRecurse() {
    start(new LoggingProcessor(context, SimpleLogRecordProcessor.create(records)));
    context.getLogger("io.choicesherpa.Session").info("once");
    assertThat(records.getFinishedLogRecordItems()).hasSize(1);
  }

  @Test
  void failingPipeline_isCountedAndDoesNotBreakTheLogCall() {
    OtlpLogAppender appender =
        start(
            (LogRecordProcessor)
                (parent, record) -> {
                  throw new IllegalStateException("pipeline");
                });
    context.getLogger("io.choicesherpa.Session").info("lost");
    assertThat(appender.failures()).isEqualTo(1);
    assertThat(lines.toString(StandardCharsets.UTF_8)).contains("\"lost\"");
  }

  private OtlpLogAppender start(LogRecordProcessor processor) {
    context.setMDCAdapter((LogbackMDCAdapter) MDC.getMDCAdapter());
    OtlpLogAppender appender =
        new OtlpLogAppender(
            SdkLoggerProvider.builder().addLogRecordProcessor(processor).build(),
            Redactor.standard());
    LogbackSetup.apply(
        context,
        LevelFilter.parse("info"),
        new JsonLogEncoder("choice-sherpa", "test"),
        lines,
        appender);
    return appender;
  }

  private static @Nullable String text(Attributes attributes, String key) {
    return attributes.get(AttributeKey.stringKey(key));
  }

  private record LoggingProcessor(LoggerContext context, LogRecordProcessor next)
      implements LogRecordProcessor {
    @Override
    public void onEmit(Context parent, ReadWriteLogRecord record) {
      context.getLogger("io.choicesherpa.pipeline").info("handing over");
      next.onEmit(parent, record);
    }
  }
}
