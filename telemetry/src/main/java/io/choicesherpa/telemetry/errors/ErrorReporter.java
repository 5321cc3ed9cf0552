package io.choicesherpa.telemetry.errors;

import io.choicesherpa.telemetry.config.SentrySettings;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.choicesherpa.telemetry.metrics.ErrorReportMetrics;
import io.choicesherpa.telemetry.redaction.Redactor;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports errors to a tracker, with the trace, request, user and session that are current where
 * they are captured, whether the trace is sampled or not.
 *
 * <p>Every throwable is reported once, however often it and those that wrap it are captured within
 * a minute. Log lines of level ERROR are captured by {@link ErrorLogAppender}, so code that logs
 * its errors need not call this.
 *
 * <p>Nothing here throws or waits, but {@link #flush} and {@link #close}, which have their limits.
 * Thread-safe.
 */
public interface ErrorReporter extends AutoCloseable {

  /** Reports {@code failure}; what does not fit the queue is dropped and counted. */
  void capture(Throwable failure, ErrorContext context);

  /** Reports {@code failure} with what is current. */
  default void capture(Throwable failure) {
    capture(failure, ErrorContext.none());
  }

  /**
   * Reports an error that has no throwable. One of a kind is reported within a minute; what does
   * not fit the queue is dropped and counted.
   *
   * @param template the same for all errors of the kind, which is known by it and by the context's
   *     module; it is not sent
   * @param context with the message itself
   */
  void captureMessage(String template, ErrorContext context);

  /**
   * Remembers what may tell later how an error came about. The last ones of the same trace go with
   * the error; outside any trace, those of the same thread.
   */
  void breadcrumb(Breadcrumb breadcrumb);

  /** Waits until what was captured has been sent, at most {@code limit}; true when it has. */
  boolean flush(Duration limit);

  /** Sends what is queued, within a limit of about two seconds, and reports nothing more. */
  @Override
  void close();

  /** Reports nothing, to nobody. */
  static ErrorReporter none() {
    return NoErrorReporter.INSTANCE;
  }

  /**
   * Starts the reporter that the configuration asks for: Sentry's when there is a DSN and {@code
   * io.sentry:sentry} on the class path, else {@link #none()}. A DSN without the library, or with
   * one of another version that cannot be used, is one warning.
   *
   * @param classPath where to look for the tracker's library
   */
  static ErrorReporter start(
      TelemetryConfig config,
      Redactor redactor,
      ErrorReportMetrics metrics,
      ClassLoader classPath) {
    SentrySettings settings = config.sentry();
    if (settings == null) {
      return none();
    }
    Logger log = LoggerFactory.getLogger(ErrorReporter.class);
    if (!SentryPresence.on(classPath)) {
      log.warn(
          "SENTRY_DSN is set but io.sentry:sentry is not on the class path; errors are not"
              + " reported. Add the dependency, or unset the variable");
      return none();
    }
    try {
      return SentryErrorReporter.start(config, settings, redactor, metrics, System::nanoTime);
    } catch (RuntimeException | LinkageError e) {
      // As a rule another version of Sentry. Its text may quote the DSN.
      log.atWarn()
          .addKeyValue("cause", e.getClass().getName())
          .log("Sentry's client could not be started; errors are not reported");
      return none();
    }
  }
}
