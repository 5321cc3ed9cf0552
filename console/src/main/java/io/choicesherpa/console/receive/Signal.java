package io.choicesherpa.console.receive;

import java.util.Locale;

/** What comes by OTLP. */
public enum Signal {
  /** Spans. */
  TRACES,
  /** Log records. */
  LOGS,
  /** Metric data points. */
  METRICS;

  /** In lower case, as in paths and labels. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
