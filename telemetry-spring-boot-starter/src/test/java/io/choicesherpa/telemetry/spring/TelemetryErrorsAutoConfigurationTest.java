package io.choicesherpa.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.errors.Breadcrumb;
import io.choicesherpa.telemetry.errors.ErrorContext;
import io.choicesherpa.telemetry.errors.ErrorLogAppender;
import io.choicesherpa.telemetry.errors.ErrorReporter;
import io.choicesherpa.telemetry.errors.UncaughtErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class TelemetryErrorsAutoConfigurationTest {

  private static final String NEVER_ASKED = "SENTRY_DSN=http://publickey@127.0.0.1:9/42";

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  TelemetryAutoConfiguration.class, TelemetryErrorsAutoConfiguration.class))
          .withPropertyValues("OTLP_ENDPOINT=none", "METRICS_PORT=0");

  @Test
  void reporter_withoutADsn_isThereAndReportsToNobody() {
    runner.run(
        context -> {
          assertThat(context.getBean(ErrorReporter.class)).isSameAs(ErrorReporter.none());
          assertThat(context.getBean(ErrorLogAppender.class).isStarted()).isFalse();
        });
  }

  @Test
  void reporter_withADsn_getsTheErrorsOfTheLog_asLongAsTheContextLives() throws Exception {
    try (EnvelopeReceiver sentry = new EnvelopeReceiver()) {
      runner
          .withPropertyValues("SENTRY_DSN=" + sentry.dsn())
          .run(context -> fail("while it lives"));
      fail("after its end");

      assertThat(sentry.next().at("/exception/values/0/value").asString())
          .isEqualTo("while it lives");
      assertThat(sentry.waiting()).isZero();
    }
  }

  @Test
  void reporter_withADsnAndWithoutSentry_isOneWarningAndNoFailure(CapturedOutput output) {
    runner
        .withPropertyValues(NEVER_ASKED)
        .withClassLoader(new FilteredClassLoader("io.sentry"))
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(context.getBean(ErrorReporter.class)).isSameAs(ErrorReporter.none());
            });
    assertThat(output.getOut().lines().filter(line -> line.contains("io.sentry:sentry")))
        .hasSize(1)
        .allMatch(line -> line.contains("WARN"));
    assertThat(output).doesNotContain("publickey");
  }

  @Test
  void classPath_withoutSentry_isNotMissed(CapturedOutput output) {
    runner
        .withClassLoader(new FilteredClassLoader("io.sentry"))
        .run(context -> assertThat(context).hasNotFailed().hasSingleBean(ErrorReporter.class));
    assertThat(output).doesNotContain("io.sentry:sentry");
  }

  @Test
  void reporter_switchedOff_isAbsent() {
    runner
        .withPropertyValues(NEVER_ASKED, "telemetry.errors.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .doesNotHaveBean(ErrorReporter.class)
                    .doesNotHaveBean(ErrorLogAppender.class));
  }

  @Test
  void reporter_allSwitchedOff_isAbsent() {
    runner
        .withPropertyValues(NEVER_ASKED, "telemetry.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(ErrorReporter.class));
  }

  @Test
  void reporter_ofTheApplication_winsAndGetsTheErrorsOfTheLog() {
    OwnReporter own = new OwnReporter();
    runner
        .withPropertyValues(NEVER_ASKED)
        .withBean(ErrorReporter.class, () -> own)
        .run(
            context -> {
              assertThat(context.getBean(ErrorReporter.class)).isSameAs(own);
              fail("for the application's own");
            });
    assertThat(own.captured).hasSize(1);
    assertThat(own.captured.get(0)).hasMessage("for the application's own");
  }

  @Test
  void dsn_wrong_stopsTheStartAndIsNotShown() {
    runner
        .withPropertyValues("SENTRY_DSN=hunter2")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("SENTRY_DSN=(hidden)")
                    .hasMessageNotContaining("hunter2"));
  }

  @Test
  void thread_endedByAnException_isReported() throws Exception {
    try (EnvelopeReceiver sentry = new EnvelopeReceiver()) {
      runner
          .withPropertyValues("SENTRY_DSN=" + sentry.dsn())
          .run(
              context -> {
                Thread thread =
                    new Thread(
                        () -> {
                          throw new IllegalStateException("nobody caught me");
                        });
                thread.start();
                thread.join();

                assertThat(sentry.next().at("/exception/values/0/value").asString())
                    .isEqualTo("nobody caught me");
              });
    }
  }

  @Test
  void uncaughtErrors_switchedOff_areLeftToTheJvm() {
    runner
        .withPropertyValues("telemetry.uncaught-errors.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(UncaughtErrors.class));
  }

  private static void fail(String message) {
    LoggerFactory.getLogger(TelemetryErrorsAutoConfigurationTest.class)
        .error("Failed", new IllegalStateException(message));
  }

  private static final class OwnReporter implements ErrorReporter {
    private final List<Throwable> captured = new ArrayList<>();

    @Override
    public void capture(Throwable failure, ErrorContext context) {
      captured.add(failure);
    }

    @Override
    public void captureMessage(String template, ErrorContext context) {}

    @Override
    public void breadcrumb(Breadcrumb breadcrumb) {}

    @Override
    public boolean flush(Duration limit) {
      return true;
    }

    @Override
    public void close() {}
  }
}
