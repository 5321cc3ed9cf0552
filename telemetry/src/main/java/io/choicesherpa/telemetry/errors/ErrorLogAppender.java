package io.choicesherpa.telemetry.errors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import io.choicesherpa.telemetry.output.LogOutput;
import org.slf4j.LoggerFactory;

/**
 * The one way by which errors are captured by themselves: a log event of level ERROR is reported,
 * by its throwable or, where it has none, by its message, and events from INFO up are breadcrumbs.
 * So whatever is reported also stands in the log, under the same ids.
 *
 * <p>Sits behind the log output and its limit for floods, or beside the other appenders where there
 * is no such output, and works on the thread that logs, whose context it needs. Never throws into
 * the log call. Safe for use by several threads.
 */
public final class ErrorLogAppender extends UnsynchronizedAppenderBase<ILoggingEvent>
    implements AutoCloseable {

  private static final String NAME = "telemetry-errors";

  /** What the reporting says of itself must not be reported. */
  private static final String OWN_LOGGERS = ErrorLogAppender.class.getPackageName() + ".";

  private final ErrorReporter reporter;
  private final ThreadLocal<Boolean> busy = ThreadLocal.withInitial(() -> Boolean.FALSE);

  /** Captures into {@code reporter}, which stays the caller's to close. */
  public ErrorLogAppender(ErrorReporter reporter) {
    this.reporter = reporter;
    setName(NAME);
  }

  /**
   * Puts one behind the log output of the context that SLF4J logs to, or at its root logger, until
   * it is closed. Does nothing where SLF4J is bound to something other than Logback, or for {@link
   * ErrorReporter#none()}.
   */
  public static ErrorLogAppender attach(ErrorReporter reporter) {
    ErrorLogAppender appender = new ErrorLogAppender(reporter);
    if (reporter != ErrorReporter.none()
        && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      appender.setContext(context);
      appender.start();
      target(context).addAppender(appender);
    }
    return appender;
  }

  private static AppenderAttachable<ILoggingEvent> target(LoggerContext context) {
    LogOutput output = LogOutput.of(context);
    return output != null ? output : context.getLogger(Logger.ROOT_LOGGER_NAME);
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (!event.getLevel().isGreaterOrEqual(Level.INFO)
        || event.getLoggerName().startsWith(OWN_LOGGERS)
        || busy.get()) {
      return;
    }
    busy.set(Boolean.TRUE);
    try {
      report(event);
    } catch (Exception | StackOverflowError | LinkageError | AssertionError failure) {
      // A message that cannot be made into text, for one; the other appenders tell.
      addError("Log event not reported", failure);
    } finally {
      busy.remove();
    }
  }

  private void report(ILoggingEvent event) {
    String formatted = event.getFormattedMessage();
    String message = formatted == null ? "" : formatted;
    if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
      capture(event, message);
    }
    reporter.breadcrumb(
        new Breadcrumb(
            event.getTimeStamp(),
            level(event.getLevel()),
            event.getLoggerName(),
            Texts.beginning(message, Texts.VALUE_CHARS),
            LogDetails.of(event)));
  }

  private void capture(ILoggingEvent event, String message) {
    ErrorContext context =
        new ErrorContext(
            event.getLoggerName(),
            null,
            null,
            Texts.beginning(message, Texts.MESSAGE_CHARS),
            LogDetails.of(event));
    if (event.getThrowableProxy() instanceof ThrowableProxy proxy) {
      reporter.capture(proxy.getThrowable(), context);
    } else {
      String template = event.getMessage();
      reporter.captureMessage(template == null ? "" : template, context);
    }
  }

  private static org.slf4j.event.Level level(Level level) {
    return switch (level.toInt()) {
      case Level.ERROR_INT -> org.slf4j.event.Level.ERROR;
      case Level.WARN_INT -> org.slf4j.event.Level.WARN;
      default -> org.slf4j.event.Level.INFO;
    };
  }

  /** Leaves the place that it was put at. */
  @Override
  public void close() {
    if (isStarted() && getContext() instanceof LoggerContext logback) {
      boolean behindTheOutput = target(logback).detachAppender(this);
      if (!behindTheOutput) {
        // The output came, or went, in between.
        boolean unused = logback.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(this);
      }
    }
    stop();
  }
}
