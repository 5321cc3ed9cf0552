package io.choicesherpa.telemetry.spring;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.filter.Filter;
import io.choicesherpa.telemetry.config.TelemetryConfig;
import io.choicesherpa.telemetry.logging.JsonLogEncoder;
import io.choicesherpa.telemetry.logging.LevelFilter;
import io.choicesherpa.telemetry.logging.SpanLevels;
import io.choicesherpa.telemetry.output.LogOutput;
import io.choicesherpa.telemetry.redaction.Redactor;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Puts a {@link LogOutput} in the place of Spring Boot's console appender, right after Spring Boot
 * has set up logging: the same lines, written behind a buffer. Spring Boot stops it, like any other
 * appender, when the process ends.
 *
 * <p>An application whose console has a format of its own keeps that; with {@code LOG_FILE} it gets
 * the file beside it.
 */
final class LogOutputListener
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

  private static final String CONSOLE = "CONSOLE";
  private static final String CONSOLE_FORMAT = "logging.structured.format.console";

  LogOutputListener() {}

  @Override
  public int getOrder() {
    return LoggingApplicationListener.DEFAULT_ORDER + 1;
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    ConfigurableEnvironment environment = event.getEnvironment();
    if (environment.getProperty("telemetry.enabled", Boolean.class, true)
        && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      TelemetryConfig config = SpringTelemetryConfig.read(environment);
      // Levels of loggers are Spring Boot's to set; of those inside spans it knows nothing.
      SpanLevels.of(context).configure(LevelFilter.parse(config.logLevel()).spans());
      if (LogOutput.of(context) == null) {
        install(context, environment, config);
      }
    }
  }

  private static void install(
      LoggerContext context, ConfigurableEnvironment environment, TelemetryConfig config) {
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    ConsoleAppender<ILoggingEvent> console = ours(root, environment);
    if (console == null && config.logOutput().file() == null) {
      return;
    }
    OutputStream stream = console == null ? null : new CurrentStandardOutput();
    LogOutput output =
        new LogOutput(
            new JsonLogEncoder(
                config.serviceName(), config.environment(), Redactor.of(config.redaction()), true),
            stream,
            config.logOutput());
    output.setContext(context);
    if (console != null) {
      for (Filter<ILoggingEvent> filter : console.getCopyOfAttachedFiltersList()) {
        output.addFilter(filter);
      }
    }
    output.start();
    root.addAppender(output);
    if (console != null) {
      root.detachAppender(console);
      console.stop();
    }
  }

  /** Spring Boot's console appender where it writes the library's lines to standard output. */
  private static @Nullable ConsoleAppender<ILoggingEvent> ours(
      Logger root, ConfigurableEnvironment environment) {
    Appender<ILoggingEvent> appender = root.getAppender(CONSOLE);
    return appender instanceof ConsoleAppender<ILoggingEvent> console
            && console.getTarget().equals("System.out")
            && JsonStructuredLogFormatter.class
                .getName()
                .equals(environment.getProperty(CONSOLE_FORMAT))
        ? console
        : null;
  }
}
