package io.choicesherpa.telemetry.errors;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.choicesherpa.telemetry.Telemetry;
import io.choicesherpa.telemetry.config.ApplicationIdentity;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.choicesherpa.telemetry.metrics.ErrorReportMetrics;
import io.choicesherpa.telemetry.metrics.MetricCatalogue;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.choicesherpa.telemetry.testing.RecordedLog;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ErrorReporterTest {

  private static final String DSN = "http://publickey@127.0.0.1:9/42";

  @Test
  void reporter_withoutADsn_isNobody() {
    assertThat(start(Map.of(), ErrorReporter.class.getClassLoader()))
        .isSameAs(ErrorReporter.none());
  }

  @Test
  void reporter_withADsnAndWithoutSentry_isNobodyAndOneWarning() {
    try (RecordedLog log = new RecordedLog("io.choicesherpa.telemetry.errors")) {
      ErrorReporter reporter =
          start(Map.of("SENTRY_DSN", DSN), ClassLoader.getPlatformClassLoader());

      assertThat(reporter).isSameAs(ErrorReporter.none());
      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().get(0).level()).isEqualTo(Level.WARN);
      assertThat(log.lines().get(0).message())
          .contains("SENTRY_DSN", "io.sentry:sentry", "not on the class path")
          .doesNotContain("publickey");
    }
  }

  @Test
  void library_withoutSentryOnTheClassPath_works() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader withoutSentry =
        new URLClassLoader(classPathWithoutSentry(), ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(withoutSentry);
      Callable<?> probe =
          (Callable<?>)
              withoutSentry.loadClass(Probe.class.getName()).getDeclaredConstructor().newInstance();

      assertThat(probe.getClass()).isNotEqualTo(Probe.class);
      assertThat(probe.call()).isEqualTo("worked");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void nobody_takesEverythingAndKeepsNothing() {
    ErrorReporter nobody = ErrorReporter.none();
    nobody.capture(new IllegalStateException("any"));
    nobody.captureMessage("any", ErrorContext.none());
    assertThat(nobody.flush(Duration.ZERO)).isTrue();
    nobody.close();
  }

  /** Runs where Sentry is not. */
  public static final class Probe implements Callable<String> {

    /** Made by reflection. */
    public Probe() {}

    @Override
    public String call() {
      TelemetryConfig config =
          TelemetryConfig.fromEnvironment(
              Map.of("SENTRY_DSN", DSN, "OTLP_ENDPOINT", "none", "METRICS_PORT", "0"),
              new ApplicationIdentity("hiker", null));
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      try (Telemetry telemetry = Telemetry.start(config, MetricCatalogue.empty(), lines)) {
        telemetry.errors().capture(new IllegalStateException("any"));
        LoggerFactory.getLogger(Probe.class).error("Failed", new IllegalStateException("any"));
        return telemetry.errors() == ErrorReporter.none() ? "worked" : "reports to somebody";
      }
    }
  }

  private static URL[] classPathWithoutSentry() {
    return Arrays.stream(
            System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1))
        .filter(entry -> !new File(entry).getName().startsWith("sentry-"))
        .map(ErrorReporterTest::url)
        .toArray(URL[]::new);
  }

  private static URL url(String entry) {
    try {
      return new File(entry).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(entry, e);
    }
  }

  private static ErrorReporter start(Map<String, String> variables, ClassLoader classPath) {
    return ErrorReporter.start(
        TelemetryConfig.fromEnvironment(variables, new ApplicationIdentity("hiker", null)),
        Redactor.standard(),
        new ErrorReportMetrics(new Metrics(StandardMetrics.CATALOGUE)),
        classPath);
  }
}
