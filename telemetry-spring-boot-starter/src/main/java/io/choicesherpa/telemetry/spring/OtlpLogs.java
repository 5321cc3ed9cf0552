package io.choicesherpa.telemetry.spring;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.choicesherpa.telemetry.logging.OtlpLogAppender;
import io.choicesherpa.telemetry.pipeline.Pipeline;
import io.choicesherpa.telemetry.redaction.Redactor;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * Puts an {@link OtlpLogAppender} beside the console's as long as the application context lives.
 */
final class OtlpLogs implements DisposableBean {

  private final OtlpLogAppender appender;

  /** Does nothing where nothing is exported, or where Logback is not the logging system. */
  OtlpLogs(Pipeline pipeline, TelemetryConfig config, Redactor redactor) {
    appender = new OtlpLogAppender(pipeline.sdk().getSdkLoggerProvider(), redactor);
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (config.otlpEndpoint() != null && factory instanceof LoggerContext context) {
      appender.setContext(context);
      appender.setName("telemetry-otlp");
      appender.start();
      context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }
  }

  @Override
  public void destroy() {
    if (appender.isStarted()) {
      ((LoggerContext) appender.getContext())
          .getLogger(Logger.ROOT_LOGGER_NAME)
          .detachAppender(appender);
      appender.stop();
    }
  }
}
