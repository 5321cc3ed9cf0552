package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Sets up Logback for a plain {@code main}: levels, and one appender for everything, or the
 * simplest there is, one JSON line per event written at once to a stream. It replaces whatever
 * set-up was there, so doing it again changes nothing.
 */
public final class LogbackSetup {
  private static final String LINES = "choice-sherpa-lines";
  private static final String OTLP = "choice-sherpa-otlp";

  private LogbackSetup() {}

  /**
   * Sets up a context with an appender that takes every event.
   *
   * @param output such as {@code LogOutput}; stopped by Logback with its context
   */
  public static void apply(
      LoggerContext context, LevelFilter levels, Appender<ILoggingEvent> output) {
    context.reset();
    attach(context.getLogger(Logger.ROOT_LOGGER_NAME), output, output.getName());
    levels.applyTo(context);
  }

  /**
   * Sets up the context that SLF4J logs to; each line is written on the calling thread.
   *
   * @param stream where lines go, as a rule {@link System#out}; it is flushed after each line and
   *     never closed
   * @param otlp null for no logs by OTLP
   * @throws IllegalStateException if SLF4J is bound to something other than Logback
   */
  public static void apply(
      LevelFilter levels,
      JsonLogEncoder encoder,
      OutputStream stream,
      @Nullable OtlpLogAppender otlp) {
    apply(context(), levels, encoder, stream, otlp);
  }

  /**
   * The context that SLF4J logs to.
   *
   * @throws IllegalStateException if SLF4J is bound to something other than Logback
   */
  public static LoggerContext context() {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (!(factory instanceof LoggerContext context)) {
      throw new IllegalStateException(
          "SLF4J is bound to " + factory.getClass().getName() + ", expected Logback");
    }
    return context;
  }

  /** Sets up the given context; each line is written on the calling thread. */
  public static void apply(
      LoggerContext context,
      LevelFilter levels,
      JsonLogEncoder encoder,
      OutputStream stream,
      @Nullable OtlpLogAppender otlp) {
    context.reset();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    OutputStreamAppender<ILoggingEvent> lines = new OutputStreamAppender<>();
    encoder.setContext(context);
    encoder.start();
    lines.setEncoder(encoder);
    lines.setOutputStream(new Unclosed(stream));
    attach(root, lines, LINES);
    if (otlp != null) {
      attach(root, otlp, OTLP);
    }
    levels.applyTo(context);
  }

  private static void attach(Logger root, Appender<ILoggingEvent> appender, String name) {
    appender.setName(name);
    appender.setContext(root.getLoggerContext());
    appender.start();
    root.addAppender(appender);
  }
}
