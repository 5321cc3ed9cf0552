package io.choicesherpa.telemetry.output;

import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import java.util.List;
import java.util.Locale;

/**
 * What the outputs of log lines say of themselves: {@code telemetry_log_lines_*}, counted since the
 * output was made, so that what happened before there were metrics is in it too.
 */
public final class LogOutputMetrics {

  private LogOutputMetrics() {}

  /** Lets the metrics read from {@code output} whenever they are scraped; once for each of them. */
  public static void register(Metrics metrics, LogOutput output) {
    metrics.counterCallback(
        StandardMetrics.LOG_LINES_WRITTEN, labels -> output.written(name(labels)));
    metrics.counterCallback(
        StandardMetrics.LOG_LINES_DROPPED,
        labels -> output.lost(name(labels), LossReason.valueOf(upper(labels.get(1)))));
    metrics.gaugeCallback(StandardMetrics.LOG_LINES_QUEUED, labels -> output.queued(name(labels)));
    metrics.counterCallback(StandardMetrics.LOG_LINES_FLOODED, () -> output.flooded());
  }

  private static OutputName name(List<String> labels) {
    return OutputName.valueOf(upper(labels.get(0)));
  }

  private static String upper(String value) {
    return value.toUpperCase(Locale.ROOT);
  }
}
