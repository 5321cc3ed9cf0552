package io.choicesherpa.benchmarks.logging;

import java.io.OutputStream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.OutputStreamAppender;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.impl.ContextDataFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;
import org.apache.logging.log4j.message.StringMapMessage;
import org.jspecify.annotations.Nullable;

/**
 * Log4j with its JsonTemplateLayout. Its events know no key-values: they are a map message, whose
 * values are text, and the template writes them out.
 */
final class Log4jPipeline implements LogPipeline {

  private static final String TEMPLATE_START =
      """
      {
        "@timestamp": {"$resolver": "timestamp",
          "pattern": {"format": "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", "timeZone": "UTC"}},
        "log.level": {"$resolver": "level", "field": "name"},
        "log.logger": {"$resolver": "logger", "field": "name"},
        "message": {"$resolver": "map", "key": "message"},
        "service": "choice-sherpa",
        "process.thread.name": {"$resolver": "thread", "field": "name"},
        "component_type": {"$resolver": "map", "key": "component_type"},
        "attempt": {"$resolver": "map", "key": "attempt"},
        "duration_ms": {"$resolver": "map", "key": "duration_ms"},
        "labels": {"$resolver": "mdc", "flatten": true, "stringified": true},
        "error.type": {"$resolver": "exception", "field": "className"},
        "error.message": {"$resolver": "exception", "field": "message"},
        "error.stack_trace": {"$resolver": "exception", "field": "stackTrace",
          "stackTrace": {"stringified": true}}
      """;

  private static final String CALLER =
      """
      , "log.origin.file.name": {"$resolver": "source", "field": "fileName"},
        "log.origin.file.line": {"$resolver": "source", "field": "lineNumber"}
      """;

  private final JsonTemplateLayout layout;
  private final Logger logger;
  private final Exception error = LogSample.error();
  private final LogEvent event = event(null);
  private final LogEvent errorEvent = event(error);

  Log4jPipeline(boolean withCaller, OutputStream out) {
    LoggerContext context = new LoggerContext("benchmarks");
    DefaultConfiguration configuration = new DefaultConfiguration();
    context.start(configuration);
    layout =
        JsonTemplateLayout.newBuilder()
            .setConfiguration(configuration)
            .setEventTemplate(TEMPLATE_START + (withCaller ? CALLER : "") + "}")
            .setLocationInfoEnabled(withCaller)
            .build();
    OutputStreamAppender appender = appender(out);
    appender.start();
    LoggerConfig root = configuration.getRootLogger();
    root.getAppenders().keySet().forEach(root::removeAppender);
    root.addAppender(appender, Level.INFO, null);
    root.setLevel(Level.INFO);
    context.updateLoggers();
    logger = context.getLogger(LogSample.LOGGER);
  }

  private OutputStreamAppender appender(OutputStream out) {
    return OutputStreamAppender.createAppender(layout, null, out, "lines", false, false);
  }

  private static LogEvent event(@Nullable Throwable throwable) {
    return Log4jLogEvent.newBuilder()
        .setLoggerName(LogSample.LOGGER)
        .setLevel(Level.INFO)
        .setMessage(message())
        .setThrown(throwable)
        .setTimeMillis(System.currentTimeMillis())
        .setThreadName(Thread.currentThread().getName())
        .setContextData(ContextDataFactory.createContextData(ThreadContext.getContext()))
        .build();
  }

  private static StringMapMessage message() {
    return new StringMapMessage()
        .with("message", LogSample.MESSAGE)
        .with("component_type", LogSample.COMPONENT)
        .with("attempt", LogSample.ATTEMPT)
        .with("duration_ms", LogSample.DURATION_MILLIS);
  }

  @Override
  public byte[] encode() {
    return layout.toByteArray(event);
  }

  @Override
  public byte[] encodeMadeError() {
    return layout.toByteArray(errorEvent);
  }

  @Override
  public byte[] encodeError() {
    return layout.toByteArray(event(error));
  }

  @Override
  public void log() {
    logger.info(message());
  }
}
