package io.choicesherpa.telemetry.errors;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import io.choicesherpa.telemetry.config.ApplicationIdentity;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.choicesherpa.telemetry.context.RequestContext;
import io.choicesherpa.telemetry.logging.Fingerprint;
import io.choicesherpa.telemetry.logging.JsonLogEncoder;
import io.choicesherpa.telemetry.metrics.DropReason;
import io.choicesherpa.telemetry.metrics.ErrorReportMetrics;
import io.choicesherpa.telemetry.output.LogOutput;
import io.choicesherpa.telemetry.output.LogOutputSettings;
import io.choicesherpa.telemetry.redaction.RedactionRule;
import io.choicesherpa.telemetry.redaction.RedactionSettings;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.choicesherpa.telemetry.testing.RecordedLog;
import io.choicesherpa.telemetry.testing.RecordedTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Against a server that takes real envelopes. */
class SentryErrorReporterTest {

  private static final Logger LOG = LoggerFactory.getLogger("io.choicesherpa.hikes.Climb");
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final EnvelopeReceiver sentry = EnvelopeReceiver.start(0);
  private final RecordedTelemetry telemetry = new RecordedTelemetry(new RecordOnly());
  private final ErrorReportMetrics metrics = new ErrorReportMetrics(telemetry.metrics());
  private final RecordedLog ownLog = new RecordedLog("io.choicesherpa.telemetry.errors");
  private final ErrorReporter reporter = start(Map.of("SENTRY_DSN", sentry.dsn()));
  private final ErrorLogAppender log = ErrorLogAppender.attach(reporter);

  @AfterEach
  void stop() {
    log.close();
    reporter.close();
    ownLog.close();
    telemetry.close();
    sentry.close();
  }

  @Test
  void errorLine_inAnUnsampledTrace_isReportedWithEverythingThatIsKnown() throws Exception {
    IllegalStateException failure = failure("rope too short");
    String[] ids = new String[2];
    inRequest(
        () ->
            telemetry
                .tracing()
                .run(
                    "climb",
                    span -> {
                      span.setAttribute("mountain", "K2");
                      ids[0] = span.getSpanContext().getTraceId();
                      ids[1] = span.getSpanContext().getSpanId();
                      assertThat(span.getSpanContext().isSampled()).isFalse();
                      LOG.atInfo().addKeyValue("metres", 8611).log("Setting out");
                      LOG.atError().addKeyValue("camp", 3).setCause(failure).log("Turning back");
                    }));

    JsonNode event = sentry.next();
    assertThat(text(event, "level")).isEqualTo("error");
    assertThat(text(event, "release")).isEqualTo("hiker@1.2.3");
    assertThat(text(event, "environment")).isEqualTo("staging");
    assertThat(text(event, "platform")).isEqualTo("java");
    assertThat(text(event, "transaction")).isEqualTo("climb");
    assertThat(text(event, "message", "formatted")).isEqualTo("Turning back");
    assertThat(text(event, "contexts", "trace", "trace_id")).isEqualTo(ids[0]);
    assertThat(text(event, "contexts", "trace", "span_id")).isEqualTo(ids[1]);
    assertThat(text(event, "contexts", "span", "mountain")).isEqualTo("K2");
    assertThat(event.at("/contexts/fields/camp").isInt()).isTrue();
    assertThat(text(event, "tags", "service")).isEqualTo("hiker");
    assertThat(text(event, "tags", "module")).isEqualTo("io.choicesherpa.hikes.Climb");
    assertThat(text(event, "tags", "request_id")).isEqualTo("req-1");
    assertThat(text(event, "tags", "session_id")).isEqualTo("session-1");
    assertThat(event.get("user").toString()).as("the id and no more").isEqualTo("{\"id\":\"u-1\"}");
    assertThat(event.has("server_name")).isFalse();
    assertThat(event.has("request")).isFalse();
    assertThat(event.get("fingerprint").toString())
        .isEqualTo("[\"" + Fingerprint.of(failure) + "\"]");
    assertThat(event.at("/breadcrumbs").toString())
        .contains("Setting out", "8611")
        .doesNotContain("Turning back");
    assertThat(text(event, "exception", "values", "0", "type")).isEqualTo("IllegalStateException");
    assertThat(text(event, "exception", "values", "0", "value")).isEqualTo("rope too short");
    assertThat(sentry.authentication()).contains("sentry_key=publickey");
    assertThat(telemetry.spans()).as("nothing was sampled").isEmpty();
    awaitThat(() -> metrics.reported().get() == 1 && metrics.queued().get() == 0);
  }

  @Test
  void frames_ofTheApplication_areMarkedAndNoOthers() throws Exception {
    reporter.capture(failure("any"));

    JsonNode frames = sentry.next().at("/exception/values/0/stacktrace/frames");
    assertThat(frames).isNotEmpty();
    for (JsonNode frame : frames) {
      assertThat(frame.get("in_app").asBoolean())
          .as("%s", frame.get("module"))
          .isEqualTo(frame.get("module").asString().startsWith("io.choicesherpa"));
    }
    assertThat(frames.toString()).contains("\"in_app\":true", "\"in_app\":false");
  }

  @Test
  void idsThatOwnRulesName_areHidden() throws Exception {
    Redactor own =
        Redactor.of(
            new RedactionSettings(
                List.of(RedactionRule.parse("key:user_id=hash")), "a-salt-that-nobody-knows"));
    try (ErrorReporter hiding = start(Map.of("SENTRY_DSN", sentry.dsn()), own)) {
      inRequest(() -> hiding.capture(failure("any")));

      assertThat(text(sentry.next(), "user", "id")).isEqualTo(own.redact("user_id", "u-1"));
    }
  }

  @Test
  void textThatIsCut_isNotCutWithinWhatMustBeHidden() throws Exception {
    String address = "alice.smith@example.com";
    String value = "x".repeat(1000) + " by " + address;
    LOG.atInfo().addKeyValue("note", value).log(value);
    LOG.atError().setCause(failure("any")).log("x".repeat(4070) + " for " + address);

    assertThat(sentry.next().toString()).contains("xx for…").doesNotContain("alice.smith");
  }

  @Test
  void capture_withAContextOfItsOwn_usesThatBeforeTheRequests() throws Exception {
    inRequest(
        () -> reporter.capture(failure("any"), new ErrorContext("billing", "u-2", "session-2")));

    JsonNode event = sentry.next();
    assertThat(text(event, "tags", "module")).isEqualTo("billing");
    assertThat(text(event, "user", "id")).isEqualTo("u-2");
    assertThat(text(event, "tags", "session_id")).isEqualTo("session-2");
    assertThat(text(event, "tags", "request_id")).isEqualTo("req-1");
  }

  @Test
  void secrets_plantedInEveryDoor_doNotLeave() throws Exception {
    String mail = "ada@example.com";
    String key = "sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH";
    RequestContext request = RequestContext.create("req-1");
    request.setUserId(mail);
    request.setSessionId("Bearer abcdef0123456789abcdef0123456789");
    Exception failure =
        new IllegalStateException("for " + mail, new IllegalArgumentException("key " + key));
    failure.addSuppressed(new IllegalStateException("also " + mail));
    try (Scope ignored = request.storeIn(Context.current()).makeCurrent()) {
      telemetry
          .tracing()
          .run(
              "climb for " + mail,
              span -> {
                span.setAttribute("api_key", "hunter2");
                span.setAttribute("note", mail);
                LOG.atInfo().addKeyValue("password", "hunter2").log("Hello {}", mail);
                LOG.atError()
                    .setCause(failure)
                    .addKeyValue("prompt", "how do I climb hunter2")
                    .addKeyValue("key", key)
                    .log("Failed for {}", mail);
              });
    }

    assertThat(sentry.next().toString()).contains(Redactor.REPLACEMENT, "Failed for");
    assertThat(sentry.everything())
        .doesNotContain("hunter2", "ada@", "sk-proj", "abcdef0123456789");
  }

  @Test
  void sameFailure_toldOftenAndWrapped_isReportedOnce() throws Exception {
    IllegalStateException failure = failure("first");
    LOG.atError().setCause(failure).log("At the bottom");
    LOG.atError().setCause(new IllegalArgumentException("wrapped", failure)).log("Above");
    reporter.capture(failure);
    LOG.atError().setCause(failure("second")).log("Another");

    assertThat(text(sentry.next(), "exception", "values", "0", "value")).isEqualTo("first");
    assertThat(text(sentry.next(), "exception", "values", "0", "value")).isEqualTo("second");
    assertThat(reporter.flush(LIMIT)).isTrue();
    assertThat(sentry.waiting()).isZero();
  }

  @Test
  void lines_belowError_areNotReported() {
    LOG.atWarn().setCause(failure("any")).log("It will be tried again");

    assertThat(reporter.flush(LIMIT)).isTrue();
    assertThat(sentry.waiting()).isZero();
    assertThat(metrics.reported().get()).isZero();
  }

  @Test
  void errorLine_withoutAThrowable_isReportedByItsMessage_oneOfAKind() throws Exception {
    inRequest(
        () -> {
          LOG.error("No rope at camp {} for ada@example.com", 3);
          LOG.error("No rope at camp {} for ada@example.com", 4);
          LOG.error("No food");
        });

    JsonNode first = sentry.next();
    assertThat(text(first, "level")).isEqualTo("error");
    assertThat(text(first, "message", "formatted"))
        .isEqualTo("No rope at camp 3 for " + Redactor.REPLACEMENT);
    assertThat(text(first, "tags", "request_id")).isEqualTo("req-1");
    assertThat(first.at("/exception/values")).isEmpty();
    assertThat(first.get("fingerprint").toString()).matches("\\[\"[0-9a-f]{16}\"]");
    assertThat(text(sentry.next(), "message", "formatted")).isEqualTo("No food");
    assertThat(reporter.flush(LIMIT)).isTrue();
    assertThat(sentry.waiting()).isZero();
    assertThat(sentry.everything()).doesNotContain("ada@");
  }

  @Test
  void errors_beyondTheFloodLimit_areNotReported() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    log.close();
    LogOutput output =
        new LogOutput(
            new JsonLogEncoder("hiker", "staging", Redactor.standard(), false),
            OutputStream.nullOutputStream(),
            new LogOutputSettings(null, LogOutputSettings.MIN_FILE_BYTES, 2, 1));
    output.setContext(context);
    output.start();
    ch.qos.logback.classic.Logger root =
        context.getLogger(ch.qos.logback.classic.Logger.ROOT_LOGGER_NAME);
    root.addAppender(output);
    try (ErrorLogAppender behind = ErrorLogAppender.attach(reporter)) {
      for (int i = 0; i < 40; i++) {
        LOG.atError().setCause(failure("avalanche " + i)).log("Down it goes");
      }
      assertThat(reporter.flush(LIMIT)).isTrue();
      assertThat(output.isAttached(behind)).isTrue();
      assertThat(metrics.reported().get()).isBetween(1.0, 10.0);
    } finally {
      root.detachAppender(output);
      output.stop();
    }
  }

  @Test
  void breadcrumbs_areTheLastOfTheOwnTraceAlone() throws Exception {
    telemetry
        .tracing()
        .run(
            "mine",
            span -> {
              for (int i = 0; i < 60; i++) {
                LOG.info("Step {}", i);
              }
              try (Scope ignored = Context.root().makeCurrent()) {
                LOG.info("Of somebody else, outside any trace");
                telemetry.tracing().run("other", other -> LOG.info("Of somebody else"));
              }
              LOG.error("Failed", failure("any"));
            });

    JsonNode breadcrumbs = sentry.next().get("breadcrumbs");
    JsonNode values = breadcrumbs.isArray() ? breadcrumbs : breadcrumbs.get("values");
    assertThat(values).hasSize(50);
    assertThat(text(values.get(0), "message")).isEqualTo("Step 10");
    assertThat(text(values.get(49), "message")).isEqualTo("Step 59");
    assertThat(values.toString()).doesNotContain("somebody else");
  }

  @Test
  void throwable_whoseMethodsFail_isCountedAndHarmsNobody() throws Exception {
    reporter.capture(new Hostile());
    reporter.capture(failure("after it"));

    assertThat(text(sentry.next(), "exception", "values", "0", "value")).isEqualTo("after it");
    assertThat(metrics.dropped(DropReason.EXPORT_FAILED).get()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 503})
  void server_thatRefuses_isOneWarningAndEveryErrorIsCounted(int status) throws Exception {
    sentry.answer(status);
    reporter.capture(failure("one"));
    reporter.capture(failure("two"));
    assertThat(reporter.flush(LIMIT)).isTrue();
    assertThat(metrics.dropped(DropReason.EXPORT_FAILED).get()).isEqualTo(2);
    sentry.answer(200);
    reporter.capture(failure("three"));
    sentry.next();
    awaitThat(() -> metrics.reported().get() == 1);

    awaitThat(() -> ownLog.lines().size() == 2);
    assertThat(ownLog.lines().get(0).level()).isEqualTo(Level.WARN);
    assertThat(ownLog.lines().get(0).message()).startsWith("Errors cannot be reported");
    assertThat(ownLog.lines().get(1).message()).isEqualTo("Errors are reported again");
    assertThat(ownLog.lines().get(1).fields()).containsEntry("undelivered", 2L);
  }

  @Test
  void server_thatWantsARest_isLeftInPeaceAndEveryErrorIsCounted() {
    sentry.answer(429);
    reporter.capture(failure("one"));
    assertThat(reporter.flush(LIMIT)).isTrue();
    sentry.answer(200);
    reporter.capture(failure("two"));
    assertThat(reporter.flush(LIMIT)).isTrue();

    assertThat(sentry.waiting()).isZero();
    assertThat(metrics.dropped(DropReason.EXPORT_FAILED).get()).isEqualTo(2);
    assertThat(ownLog.lines()).hasSize(1);
  }

  @Test
  void server_thatIsDown_isOneWarning() {
    EnvelopeReceiver gone = EnvelopeReceiver.start(0);
    String dsn = gone.dsn();
    gone.close();
    try (ErrorReporter toNobody = start(Map.of("SENTRY_DSN", dsn))) {
      for (int i = 0; i < 20; i++) {
        toNobody.capture(failure("no " + i));
      }
      assertThat(toNobody.flush(LIMIT)).isTrue();
    }

    assertThat(metrics.dropped(DropReason.EXPORT_FAILED).get()).isEqualTo(20);
    assertThat(ownLog.lines()).hasSize(1);
    assertThat(ownLog.lines().get(0).fields()).containsEntry("receiver", "127.0.0.1");
  }

  @Test
  void server_thatHangs_holdsUpNeitherTheCallerNorTheEnd() {
    sentry.fallSilent();
    int errors = 500;
    long start = System.nanoTime();
    for (int i = 0; i < errors; i++) {
      reporter.capture(failure("no " + i));
    }
    long captured = System.nanoTime();
    reporter.close();
    long closed = System.nanoTime();

    assertThat(Duration.ofNanos(captured - start))
        .as("less than one time-out of the server")
        .isLessThan(Duration.ofSeconds(4));
    assertThat(Duration.ofNanos(closed - captured)).isLessThan(Duration.ofSeconds(4));
    assertThat(metrics.dropped(DropReason.QUEUE_FULL).get()).isEqualTo(errors - Submissions.LIMIT);
    assertThat(
            metrics.dropped(DropReason.SHUTDOWN).get()
                + metrics.dropped(DropReason.EXPORT_FAILED).get())
        .isEqualTo(Submissions.LIMIT);
    assertThat(metrics.queued().get()).isZero();
    assertThat(ownLog.lines()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void close_sendsWhatIsQueued_andNothingAfterwards() {
    for (int i = 0; i < 20; i++) {
      reporter.capture(failure("no " + i));
    }
    reporter.close();
    reporter.capture(failure("too late"));

    assertThat(sentry.waiting()).isEqualTo(20);
    assertThat(metrics.reported().get()).isEqualTo(20);
  }

  private ErrorReporter start(Map<String, String> variables) {
    return start(variables, Redactor.standard());
  }

  private ErrorReporter start(Map<String, String> variables, Redactor redactor) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("ENVIRONMENT", "staging");
    return ErrorReporter.start(
        TelemetryConfig.fromEnvironment(all, new ApplicationIdentity("hiker", "1.2.3")),
        redactor,
        metrics,
        ErrorReporter.class.getClassLoader());
  }

  private static IllegalStateException failure(String message) {
    return new IllegalStateException(message);
  }

  private static void inRequest(Runnable body) {
    RequestContext request = RequestContext.create("req-1");
    request.setUserId("u-1");
    request.setSessionId("session-1");
    try (Scope ignored = request.storeIn(Context.current()).makeCurrent()) {
      body.run();
    }
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
  }

  private static String text(JsonNode node, String... path) {
    JsonNode found = node.at("/" + String.join("/", path));
    assertThat(found.isMissingNode()).as("%s in %s", String.join("/", path), node).isFalse();
    return found.asString();
  }

  private static void awaitThat(BooleanSupplier condition) {
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("10 s have passed").isLessThan(deadlineNanos);
      Thread.onSpinWait();
    }
  }

  /** What is recorded and never sampled, as nine requests in ten are. */
  private static final class RecordOnly implements Sampler {
    @Override
    public SamplingResult shouldSample(
        Context parentContext,
        String traceId,
        String name,
        io.opentelemetry.api.trace.SpanKind spanKind,
        io.opentelemetry.api.common.Attributes attributes,
        java.util.List<io.opentelemetry.sdk.trace.data.LinkData> parentLinks) {
      return SamplingResult.recordOnly();
    }

    @Override
    public String getDescription() {
      return "record only";
    }
  }

  private static final class Hostile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new UnsupportedOperationException("no message");
    }
  }
}
