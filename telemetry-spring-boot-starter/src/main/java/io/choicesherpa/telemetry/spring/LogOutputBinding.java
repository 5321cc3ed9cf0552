package io.choicesherpa.telemetry.spring;

import ch.qos.logback.classic.LoggerContext;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.output.LogOutput;
import io.choicesherpa.telemetry.output.LogOutputMetrics;
import org.slf4j.LoggerFactory;

/** Joins the log output, which is there before any bean, with the metrics. */
final class LogOutputBinding {

  LogOutputBinding(Metrics metrics) {
    LogOutput output =
        LoggerFactory.getILoggerFactory() instanceof LoggerContext context
            ? LogOutput.of(context)
            : null;
    if (output != null) {
      LogOutputMetrics.register(metrics, output);
    }
  }
}
