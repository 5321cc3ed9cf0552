package io.choicesherpa.telemetry.test;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class TelemetryCaptureTest {

  private final TelemetryCapture telemetry =
      TelemetryCapture.builder().metrics(Hikes.CATALOGUE).patience(ofMillis(50)).start();
  private final Hikes hikes = new Hikes(telemetry);

  @AfterEach
  void stop() {
    telemetry.stop();
    assertThat(Context.current()).isSameAs(Context.root());
  }

  @Test
  void capture_ofAUnitOfWork_holdsItsLogsSpansAndMetrics() {
    try (RequestScope request = telemetry.request("req-1").userId("u-1").sessionId("s-1")) {
      hikes.climb("u-1");
    }

    assertThat(telemetry).span("hike").isRoot().hasAttribute("person", "u-1");
    assertThat(telemetry).span("climb").isChildOf("hike");
    assertThat(telemetry)
        .log()
        .withMessage("Setting out")
        .hasTraceIdOf(telemetry.span("hike"))
        .hasRequestId("req-1")
        .hasUserId("u-1")
        .hasSessionId("s-1");
    assertThat(telemetry).metric("hikes_total").withLabels("season", "summer").increasedBy(1);
    telemetry.close();
  }

  @Test
  void capture_unsampled_stillHoldsAllAndSaysSo() {
    try (TelemetryCapture unsampled =
        TelemetryCapture.builder().unsampled().metrics(Hikes.CATALOGUE).start()) {
      new Hikes(unsampled).climb("u-1");

      assertThat(unsampled).span("climb").isNotSampled().isChildOf("hike");
      assertThat(unsampled)
          .log()
          .withMessage("On the way to the top")
          .isInSpan("climb")
          .hasTraceIdOf(unsampled.span("climb"));
    }
  }

  @Test
  void capture_unsampled_followsASampledParent() {
    try (TelemetryCapture unsampled =
        TelemetryCapture.builder().unsampled().metrics(Hikes.CATALOGUE).start()) {
      telemetry.tracing().run("sampled elsewhere", span -> new Hikes(unsampled).climb("u-1"));

      assertThat(unsampled).span("hike").isSampled();
    }
  }

  @Test
  void lines_areTheEncodersOwn() {
    hikes.climb("u-1");

    CapturedLine line = telemetry.logs().get(0);
    assertThat(line.json())
        .startsWith("{\"timestamp\":\"")
        .contains("\"service\":\"test\",\"environment\":\"test\"");
    assertThat(line.logger()).isEqualTo(Hikes.class.getName());
    assertThat(line.level()).isEqualTo("INFO");
    assertThat(line.spanId()).isEqualTo(telemetry.span("hike").spanId());
  }

  @Test
  void spans_areRedactedAsForExport() {
    telemetry.tracing().run("log_in", span -> span.setAttribute("password", "hunter2-hunter2"));

    assertThat(telemetry).span("log_in").hasAttribute("password", "[REDACTED]");
  }

  @Test
  void reset_forgetsAllAndCountsFromThere() {
    hikes.climb("u-1");

    telemetry.reset();

    assertThat(telemetry.spans()).isEmpty();
    assertThat(telemetry.logs()).isEmpty();
    assertThat(telemetry).metric("hikes_total").didNotIncrease();
    hikes.climb("u-2");
    assertThat(telemetry).metric("hikes_total").increasedBy(1);
  }

  @Test
  void within_waitsForOtherThreads() {
    hikes.climbLater();

    assertThat(telemetry)
        .within(
            ofSeconds(10),
            t -> {
              t.span("hike").hasAttribute("person", "u-later");
              t.metric("hikes_total").increasedBy(1);
            });
  }

  @Test
  void within_timeOver_saysHowLongItWaitedAndWhatWasMissing() {
    assertThatThrownBy(() -> assertThat(telemetry).within(ofMillis(20), t -> t.span("hike")))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("Not within 20 ms: Expected one span 'hike', but there are 0.");
  }

  @Test
  void within_interrupted_givesUpAtOnce() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> assertThat(telemetry).within(ofSeconds(60), t -> t.span("hike")))
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("Interrupted while waiting: Expected one span 'hike'");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void report_ofVeryMuch_isCut() {
    for (int i = 0; i < 70; i++) {
      LoggerFactory.getLogger("wordy").info("{} {}", i, "word ".repeat(400));
    }

    assertThatThrownBy(() -> assertThat(telemetry).log().withMessage("x").isPresent())
        .hasMessageEndingWith("…\n  … and 10 more")
        .message()
        .hasLineCount(63);
  }

  @Test
  void logLevels_holdUntilTheEnd() {
    ch.qos.logback.classic.Logger quiet =
        (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("quiet");
    quiet.setLevel(Level.ERROR);
    try (TelemetryCapture loud = TelemetryCapture.builder().logLevels("info,quiet=debug").start()) {
      quiet.debug("heard");
      assertThat(loud).log().withMessage("heard").isPresent();
    }
    assertThat(quiet.getLevel()).isEqualTo(Level.ERROR);
  }

  @Test
  void logbackSetUpAnew_isStillListenedTo() throws Exception {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(getClass().getResource("/logback-test.xml"));

    hikes.climb("u-1");

    assertThat(telemetry).log().withMessage("Setting out").hasCount(1);
  }

  @Test
  @SuppressWarnings("MustBeClosedChecker") // that is the point
  void verify_scopeLeftOpen_namesItAndMendsTheThread() {
    Scope leaked = Context.root().with(Span.getInvalid()).makeCurrent();

    assertThatThrownBy(telemetry::verify)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("A scope was left open on thread");
    assertThat(leaked).isNotNull();
    assertThatCode(telemetry::verify).doesNotThrowAnyException();
  }

  @Test
  void verify_mdcLeftFull_namesIt() {
    MDC.put("tenant", "acme");

    assertThatThrownBy(telemetry::verify).hasMessageContaining("The MDC was left as {tenant=acme}");
    assertThat(MDC.get("tenant")).isNull();
  }

  @Test
  void verify_spanNotEnded_namesIt() {
    Span span = telemetry.tracing().tracer().spanBuilder("endless").startSpan();

    assertThatThrownBy(telemetry::verify)
        .hasMessageContaining("Spans were begun and not ended:\n  endless [INTERNAL");
    span.end();
    assertThatCode(telemetry::verify).doesNotThrowAnyException();
  }

  @Test
  void verify_plantedSecret_isFoundInEveryOutput() {
    String wish = telemetry.plant("my \"secret\" wish");
    LoggerFactory.getLogger("chatty").info("She wrote {}", wish);
    telemetry.tracing().run("chat", span -> span.addEvent("heard " + wish));
    telemetry.tracing().run("wish", span -> span.setAttribute("note", wish));

    assertThatThrownBy(telemetry::verify)
        .hasMessageContaining("The planted secret 'my \"secret\" wish' got out:")
        .hasMessageContaining("log line {\"timestamp\"")
        .hasMessageContaining("span chat [INTERNAL")
        .hasMessageContaining("span wish [INTERNAL");
  }

  @Test
  void verify_plantedSecretThatIsRedacted_isFine() {
    String token = telemetry.plant("hunter2-hunter2");
    LoggerFactory.getLogger("careful").atInfo().addKeyValue("password", token).log("Logged in");

    assertThatCode(telemetry::verify).doesNotThrowAnyException();
  }

  @Test
  void plant_shortText_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> telemetry.plant("short"))
        .withMessage("secret 'short' has fewer than 6 characters");
  }

  @Test
  void close_withSomethingBroken_throwsAndStopsAllTheSame() {
    MDC.put("tenant", "acme");

    assertThatThrownBy(telemetry::close).isInstanceOf(AssertionError.class);

    LoggerFactory.getLogger("late").info("not heard");
    assertThat(telemetry.logs()).isEmpty();
    assertThatCode(telemetry::close).as("the second time").doesNotThrowAnyException();
  }

  @Test
  void settings_thatCannotBe_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TelemetryCapture.builder().sampleRate(1.5))
        .withMessage("sampleRate 1.5 is not within 0 and 1");
    assertThatThrownBy(
            () ->
                TelemetryCapture.builder()
                    .existingMetrics(telemetry.metrics())
                    .metrics(Hikes.CATALOGUE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("metrics(catalogue) and existingMetrics exclude each other");
  }
}
