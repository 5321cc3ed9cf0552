package io.choicesherpa.telemetry.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import io.choicesherpa.telemetry.context.RequestContext;
import io.choicesherpa.telemetry.redaction.RedactionRule;
import io.choicesherpa.telemetry.redaction.RedactionSettings;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;

class JsonLogEncoderTest {
  private static final String TARGET = "io.choicesherpa.backend.SessionService";

  private final LogLines lines = new LogLines("trace");

  @AfterEach
  void everyLineHolds() {
    lines.verify();
  }

  @Test
  void lineWithEverything_hasTheFieldsOfTheContractInOrder() {
    String line;
    try (Scope ignored =
        begin(Spans.sampled(), request("req-1", "user-456", "sess-abc123")).makeCurrent()) {
      LoggingEvent event = event("Session created");
      event.setMDCPropertyMap(Map.of("zone", "eu"));
      event.addKeyValuePair(new KeyValuePair("tier", "pro"));
      event.addKeyValuePair(new KeyValuePair("attempt", 2));
      event.addKeyValuePair(new KeyValuePair("cost_cents", new BigDecimal("0.0425")));
      event.addKeyValuePair(new KeyValuePair("cached", false));
      event.addKeyValuePair(new KeyValuePair("nothing", null));
      line = encode(event);
    }
    assertThat(line)
        .isEqualTo(
            "{\"timestamp\":\"2026-01-07T14:32:01.234Z\",\"level\":\"INFO\","
                + "\"target\":\"io.choicesherpa.backend.SessionService\","
                + "\"message\":\"Session created\",\"service\":\"choice-sherpa\","
                + "\"environment\":\"test\",\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\","
                + "\"span_id\":\"00f067aa0ba902b7\",\"trace_flags\":\"01\","
                + "\"request_id\":\"req-1\",\"user_id\":\"user-456\","
                + "\"session_id\":\"sess-abc123\",\"span\":{\"name\":\"create_session\","
                + "\"attempt\":1,\"user_id\":\"user-456\"},\"thread\":\"worker-1\","
                + "\"file\":\"io/choicesherpa/backend/SessionService.java\",\"line\":42,"
                + "\"fields\":{\"tier\":\"pro\",\"attempt\":2,\"cost_cents\":0.0425,"
                + "\"cached\":false,\"nothing\":null,\"zone\":\"eu\"}}\n");
  }

  @Test
  void lineOutsideOfAnySpan_leavesOutWhatThereIsNot() {
    assertThat(encode(event("Ready")))
        .isEqualTo(
            "{\"timestamp\":\"2026-01-07T14:32:01.234Z\",\"level\":\"INFO\","
                + "\"target\":\"io.choicesherpa.backend.SessionService\",\"message\":\"Ready\","
                + "\"service\":\"choice-sherpa\",\"environment\":\"test\","
                + "\"thread\":\"worker-1\","
                + "\"file\":\"io/choicesherpa/backend/SessionService.java\",\"line\":42}\n");
  }

  @Test
  void idsThatOwnRulesName_areHiddenLikeAnyField() {
    Redactor own =
        Redactor.of(
            new RedactionSettings(
                Stream.of("key:user_id=hash", "key:request_id=drop", "key:session_id=drop")
                    .map(RedactionRule::parse)
                    .toList(),
                "a-salt-that-nobody-knows"));
    LogLines hidden = new LogLines("info", own);
    RequestContext request = RequestContext.create("req-1", own);
    request.setUserId("user-456");
    request.setSessionId("sess-abc123");
    try (Scope ignored = request.storeIn(Context.current()).makeCurrent()) {
      hidden.logger(TARGET).atInfo().addKeyValue("user_id", "user-456").log("inside");
    }
    JsonNode line = hidden.only();
    assertThat(line.get("user_id").asString()).startsWith("[HASH:");
    assertThat(line.get("user_id")).isEqualTo(line.get("fields").get("user_id"));
    assertThat(line.get("request_id").asString()).isEqualTo(Redactor.REPLACEMENT);
    assertThat(line.get("session_id").asString()).isEqualTo(Redactor.REPLACEMENT);
  }

  @Test
  void unsampledSpan_isOnTheLineWithNameAndAttributes() {
    try (Scope ignored =
        begin(Spans.unsampled(), request("req-1", "user-456", null)).makeCurrent()) {
      lines.logger(TARGET).info("inside");
    }
    JsonNode line = lines.only();
    assertThat(line.get("trace_id").asString()).isEqualTo(Spans.TRACE_ID);
    assertThat(line.get("span_id").asString()).isEqualTo(Spans.SPAN_ID);
    assertThat(line.get("trace_flags").asString()).isEqualTo("00");
    assertThat(line.get("user_id").asString()).isEqualTo("user-456");
    assertThat(line.get("span"))
        .isEqualTo(
            LogLines.parse("{\"name\":\"create_session\",\"user_id\":\"user-456\",\"attempt\":1}"));
  }

  @Test
  void idsSetLater_areOnTheLinesThatFollow() {
    RequestContext request = RequestContext.create("req-1");
    try (Scope ignored = request.storeIn(Context.current()).makeCurrent()) {
      lines.logger(TARGET).info("before");
      request.setUserId("user-1");
      lines.logger(TARGET).info("after");
    }
    assertThat(lines.all().get(0).has("user_id")).isFalse();
    assertThat(lines.all().get(1).get("user_id").asString()).isEqualTo("user-1");
  }

  @Test
  void attributeCalledName_leavesTheSpansName() {
    Span span = Spans.sampled().spanBuilder("work").setAttribute("name", "forged").startSpan();
    try (Scope ignored = span.makeCurrent()) {
      lines.logger(TARGET).info("inside");
    }
    assertThat(lines.only().get("span"))
        .isEqualTo(LogLines.parse("{\"name\":\"work\",\"attribute.name\":\"forged\"}"));
  }

  @Test
  void values_keepTheirTypes() {
    Map<String, Object> nested = new LinkedHashMap<>();
    nested.put("deep", List.of(1, "two", true));
    lines
        .logger(TARGET)
        .atInfo()
        .addKeyValue("int", Integer.MIN_VALUE)
        .addKeyValue("long", Long.MIN_VALUE)
        .addKeyValue("double", 12.345)
        .addKeyValue("tiny", 1.0e-12)
        .addKeyValue("whole", 3.0)
        .addKeyValue("negative", -0.5)
        .addKeyValue("float", 0.1f)
        .addKeyValue("atomic", new AtomicLong(7))
        .addKeyValue("big", new BigInteger("123456789012345678901234567890"))
        .addKeyValue("char", 'x')
        .addKeyValue("enum", TimeUnit.SECONDS)
        .addKeyValue("array", new int[] {1, 2})
        .addKeyValue("map", nested)
        .log("types");
    assertThat(lines.text())
        .contains(
            "\"fields\":{\"int\":-2147483648,\"long\":-9223372036854775808,\"double\":12.345,"
                + "\"tiny\":1.0E-12,\"whole\":3.0,\"negative\":-0.5,\"float\":0.1,\"atomic\":7,"
                + "\"big\":123456789012345678901234567890,\"char\":\"x\",\"enum\":\"SECONDS\","
                + "\"array\":[1,2],\"map\":{\"deep\":[1,\"two\",true]}}");
  }

  @Test
  void numbersThatJsonParsersRefuse_areText() {
    lines
        .logger(TARGET)
        .atInfo()
        .addKeyValue("nan", Double.NaN)
        .addKeyValue("infinite", Float.NEGATIVE_INFINITY)
        .addKeyValue("huge", new BigDecimal("1E+400"))
        .addKeyValue("vast", BigInteger.ONE.shiftLeft(100_000))
        .log("numbers");
    assertThat(lines.only().get("fields"))
        .isEqualTo(
            LogLines.parse(
                "{\"nan\":\"NaN\",\"infinite\":\"-Infinity\",\"huge\":\"1E+400\","
                    + "\"vast\":\"[integer of 100001 bits]\"}"));
  }

  @Test
  void keyGivenTwice_isWrittenOnceWithTheLaterValue() {
    try (MDC.MDCCloseable ignored = MDC.putCloseable("key", "of the MDC")) {
      lines.logger(TARGET).atInfo().addKeyValue("key", 1).addKeyValue("key", 2).log("twice");
    }
    assertThat(lines.only().get("fields")).isEqualTo(LogLines.parse("{\"key\":2}"));
  }

  @Test
  void caller_isNamedThroughThePlainAndTheFluentApi() {
    lines.logger(TARGET).info("plain");
    lines.logger(TARGET).atInfo().addKeyValue("k", 1).log("fluent");
    lines.logger(TARGET).atWarn().setMessage("set").log();
    List<JsonNode> all = lines.all();
    int first = all.get(0).get("line").asInt();
    assertThat(all)
        .allSatisfy(
            line ->
                assertThat(line.get("file").asString())
                    .isEqualTo("io/choicesherpa/telemetry/logging/JsonLogEncoderTest.java"));
    assertThat(all.get(1).get("line").asInt()).isEqualTo(first + 1);
    assertThat(all.get(2).get("line").asInt()).isEqualTo(first + 2);
  }

  @Test
  void error_isWrittenWithTypeMessageStackAndFingerprint() {
    Exception cause = new IllegalArgumentException("bad\nvalue");
    lines.logger(TARGET).error("failed", new IllegalStateException("outer", cause));
    JsonNode error = lines.only().get("error");
    assertThat(error.get("type").asString()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.get("message").asString()).isEqualTo("outer");
    assertThat(error.get("stack").asString())
        .startsWith(
            "java.lang.IllegalStateException: outer\n\tat io.choicesherpa.telemetry.logging."
                + "JsonLogEncoderTest.error_isWrittenWithTypeMessageStackAndFingerprint(")
        .contains("\nCaused by: java.lang.IllegalArgumentException: bad\nvalue\n\tat ");
    assertThat(error.get("fingerprint").asString()).matches("[0-9a-f]{16}");
  }

  @Test
  void errorLine_isWhole() {
    IllegalStateException refused = new IllegalStateException("refused");
    refused.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(TARGET, "create", "SessionService.java", 42),
          new StackTraceElement(TARGET, "handle", "SessionService.java", 7)
        });
    LoggingEvent event = event("Failed");
    event.setThrowableProxy(new ThrowableProxy(refused));
    assertThat(encode(event))
        .isEqualTo(
            "{\"timestamp\":\"2026-01-07T14:32:01.234Z\",\"level\":\"INFO\","
                + "\"target\":\"io.choicesherpa.backend.SessionService\",\"message\":\"Failed\","
                + "\"service\":\"choice-sherpa\",\"environment\":\"test\","
                + "\"thread\":\"worker-1\","
                + "\"file\":\"io/choicesherpa/backend/SessionService.java\",\"line\":42,"
                + "\"error\":{\"type\":\"java.lang.IllegalStateException\","
                + "\"message\":\"refused\",\"stack\":\"java.lang.IllegalStateException: refused"
                + "\\n\\tat io.choicesherpa.backend.SessionService.create(SessionService.java:42)"
                + "\\n\\tat io.choicesherpa.backend.SessionService.handle(SessionService.java:7)\","
                + "\"fingerprint\":\"bad767ce5eccb71c\"}}\n");
  }

  @Test
  void encoderWithoutCaller_namesNone() {
    JsonLogEncoder encoder = new JsonLogEncoder("s", "e", Redactor.standard(), false);
    LoggingEvent event = new LoggingEvent("f", lines.logger(TARGET), Level.INFO, "m", null, null);
    String line = new String(encoder.encode(event), StandardCharsets.UTF_8);
    assertThat(line).doesNotContain("\"file\"", "\"line\"");
  }

  @Test
  void eventThatCannotBeWritten_becomesALineThatSaysSoAndIsCounted() {
    JsonLogEncoder encoder = new JsonLogEncoder("choice-sherpa", "test");
    LoggingEvent broken =
        new LoggingEvent("f", lines.logger(TARGET), Level.WARN, "m", null, null) {
          @Override
          public String getFormattedMessage() {
            throw new IllegalStateException("broken");
          }
        };
    JsonNode line = LogLines.parse(new String(encoder.encode(broken), StandardCharsets.UTF_8));
    assertThat(line.get("message").asString())
        .isEqualTo("[log line could not be written: java.lang.IllegalStateException]");
    assertThat(line.get("level").asString()).isEqualTo("WARN");
    assertThat(line.get("service").asString()).isEqualTo("choice-sherpa");
    assertThat(encoder.failures()).isEqualTo(1);
  }

  @Test
  void secrets_areHiddenInEveryPartOfTheLine() {
    String mail = "ann.smith@example.com";
    Span span =
        Spans.unsampled()
            .spanBuilder("mail to " + mail)
            .setAttribute("password", "hunter2-span")
            .setAttribute("peer", mail)
            .startSpan();
    try (Scope ignored = span.makeCurrent();
        Scope inner = request(mail, mail, mail).storeIn(Context.current()).makeCurrent();
        MDC.MDCCloseable mdc = MDC.putCloseable("api_key", "hunter2-mdc")) {
      lines
          .logger(TARGET)
          .atError()
          .addKeyValue("token", "hunter2-field")
          .addKeyValue("token", 4711)
          .addKeyValue("nested", Map.of("secret", "hunter2-nested", "list", List.of(mail)))
          .setCause(new IllegalStateException("for " + mail, new Exception("pwd=hunter2-cause")))
          .log("wrote to {} with password={}", mail, "hunter2-message");
    }
    assertThat(lines.text()).doesNotContain("hunter2", "ann.smith", "4711");
    assertThat(lines.only().get("message").asString())
        .isEqualTo("wrote to [REDACTED] with password=[REDACTED]");
  }

  @Test
  void longParts_areCutAndSaySo() {
    String flood = "x".repeat(100_000);
    lines.logger(TARGET).atInfo().addKeyValue(flood, flood).log(flood);
    JsonNode line = lines.only();
    assertThat(line.get("message").asString()).hasSize(8192 + 15).endsWith("…(+91808 chars)");
    assertThat(line.get("fields").properties())
        .singleElement()
        .satisfies(field -> assertThat(field.getKey()).hasSizeLessThan(140))
        .satisfies(field -> assertThat(field.getValue().asString()).endsWith("…(+95904 chars)"));
  }

  @Test
  void manyFields_areBoundedAndCounted() {
    var event = lines.logger(TARGET).atInfo();
    for (int i = 0; i < 1000; i++) {
      event = event.addKeyValue("key" + i, i);
    }
    event.log("many");
    JsonNode fields = lines.only().get("fields");
    assertThat(fields.size()).isEqualTo(65);
    assertThat(fields.get("omitted_fields").asInt()).isEqualTo(936);
  }

  @Test
  void timesOutsideOfFourDigitYears_areHeldAtTheEnds() {
    LoggingEvent late = event("late");
    late.setInstant(Instant.parse("+12345-01-01T00:00:00Z"));
    LoggingEvent early = event("early");
    early.setInstant(Instant.parse("1969-12-31T23:59:59.001Z"));
    assertThat(encode(late)).startsWith("{\"timestamp\":\"9999-12-31T23:59:59.999Z\"");
    assertThat(encode(early)).startsWith("{\"timestamp\":\"1969-12-31T23:59:59.001Z\"");
  }

  private static Context begin(Tracer tracer, RequestContext request) {
    Span span =
        tracer
            .spanBuilder("create_session")
            .setAttribute("user_id", "user-456")
            .setAttribute("attempt", 1)
            .startSpan();
    return request.storeIn(Context.current().with(span));
  }

  private static RequestContext request(
      String requestId, String userId, @Nullable String sessionId) {
    RequestContext request = RequestContext.create(requestId);
    request.setUserId(userId);
    if (sessionId != null) {
      request.setSessionId(sessionId);
    }
    return request;
  }

  private LoggingEvent event(String message) {
    LoggingEvent event =
        new LoggingEvent("fqcn", lines.logger(TARGET), Level.INFO, message, null, null);
    event.setInstant(Instant.parse("2026-01-07T14:32:01.234Z"));
    event.setThreadName("worker-1");
    event.setCallerData(
        new StackTraceElement[] {
          new StackTraceElement(TARGET, "create", "SessionService.java", 42)
        });
    return event;
  }

  private static String encode(LoggingEvent event) {
    byte[] line = new JsonLogEncoder("choice-sherpa", "test").encode(event);
    return new String(line, StandardCharsets.UTF_8);
  }
}
