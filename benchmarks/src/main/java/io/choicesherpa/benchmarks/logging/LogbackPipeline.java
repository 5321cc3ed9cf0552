package io.choicesherpa.benchmarks.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/** Logback with an encoder of anybody's, on a context of its own. */
final class LogbackPipeline implements LogPipeline {

  private static final String CALLED = Logger.class.getName();

  private final Encoder<ILoggingEvent> encoder;
  private final Logger logger;
  private final Exception error = LogSample.error();
  private final LoggingEvent event;
  private final LoggingEvent errorEvent;

  LogbackPipeline(Encoder<ILoggingEvent> encoder, OutputStream out) {
    this.encoder = encoder;
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(MDC.getMDCAdapter());
    // Where Spring Boot's encoder looks for its settings.
    context.putObject(Environment.class.getName(), new StandardEnvironment());
    encoder.setContext(context);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(out);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(appender);
    logger = context.getLogger(LogSample.LOGGER);
    event = event(null);
    errorEvent = event(error);
  }

  private LoggingEvent event(@Nullable Throwable throwable) {
    LoggingEvent made =
        new LoggingEvent(CALLED, logger, Level.INFO, LogSample.MESSAGE, throwable, null);
    made.setKeyValuePairs(LogSample.pairs());
    return made;
  }

  @Override
  public byte[] encode() {
    return encoder.encode(event);
  }

  @Override
  public byte[] encodeMadeError() {
    return encoder.encode(errorEvent);
  }

  @Override
  public byte[] encodeError() {
    return encoder.encode(event(error));
  }

  @Override
  public void log() {
    logger
        .atInfo()
        .addKeyValue("component_type", LogSample.COMPONENT)
        .addKeyValue("attempt", LogSample.ATTEMPT)
        .addKeyValue("duration_ms", LogSample.DURATION_MILLIS)
        .log(LogSample.MESSAGE);
  }
}
