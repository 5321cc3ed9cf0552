package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.choicesherpa.telemetry.errors.ErrorLogAppender;
import io.choicesherpa.telemetry.errors.ErrorReporter;
import io.choicesherpa.telemetry.errors.UncaughtErrors;
import io.choicesherpa.telemetry.metrics.ErrorReportMetrics;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.redaction.Redactor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ResourceLoader;

/**
 * Errors are reported where {@code SENTRY_DSN} says; {@code telemetry.errors.enabled=false}
 * switches it off. The reporter is always there, so that code may ask for it: without a DSN, or
 * without {@code io.sentry:sentry} on the class path, it reports to nobody.
 */
@AutoConfiguration(after = TelemetryAutoConfiguration.class)
@ConditionalOnBean({TelemetryConfig.class, Metrics.class})
@ConditionalOnProperty(
    name = {"telemetry.enabled", "telemetry.errors.enabled"},
    matchIfMissing = true)
public class TelemetryErrorsAutoConfiguration {

  /** Made by Spring. */
  public TelemetryErrorsAutoConfiguration() {}

  /**
   * The library itself looks for Sentry on the context's class path: no class of Sentry's is named
   * here, not even for a condition.
   */
  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  ErrorReporter errorReporter(
      TelemetryConfig config, Redactor redactor, Metrics metrics, ResourceLoader resources) {
    ClassLoader classPath = resources.getClassLoader();
    return ErrorReporter.start(
        config,
        redactor,
        new ErrorReportMetrics(metrics),
        classPath == null ? ErrorReporter.class.getClassLoader() : classPath);
  }

  /** Log events of level ERROR are captured as long as the application context lives. */
  @Lazy(false)
  @Bean(destroyMethod = "close")
  ErrorLogAppender telemetryErrorLogs(ErrorReporter reporter) {
    return ErrorLogAppender.attach(reporter);
  }

  /** Exceptions that end a thread are logged, and so captured. */
  @Lazy(false)
  @Bean(destroyMethod = "close")
  @ConditionalOnProperty(name = "telemetry.uncaught-errors.enabled", matchIfMissing = true)
  UncaughtErrors telemetryUncaughtErrors() {
    return UncaughtErrors.install();
  }
}
