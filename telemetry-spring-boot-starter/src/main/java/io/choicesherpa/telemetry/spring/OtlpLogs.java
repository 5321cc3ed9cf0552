package io.choicesherpa.telemetry.spring;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.spi.AppenderAttachable;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.choicesherpa.telemetry.logging.OtlpLogAppender;
import io.choicesherpa.telemetry.output.LogOutput;
import io.choicesherpa.telemetry.pipeline.Pipeline;
import io.choicesherpa.telemetry.redaction.Redactor;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * Attaches an {@link OtlpLogAppender} to the log output as long as the application context lives,
 * or to the root logger where there is no such output.
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
      target(context).addAppender(appender);
    }
  }

  private static AppenderAttachable<ILoggingEvent> target(LoggerContext context) {
    LogOutput output = LogOutput.of(context);
    return output != null ? output : context.getLogger(Logger.ROOT_LOGGER_NAME);
  }

  @Override
  public void destroy() {
    if (appender.isStarted()) {
      target((LoggerContext) appender.getContext()).detachAppender(appender);
      appender.stop();
    }
  }
}
