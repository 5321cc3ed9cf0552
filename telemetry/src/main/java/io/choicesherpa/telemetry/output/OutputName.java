package io.choicesherpa.telemetry.output;

import io.choicesherpa.telemetry.metrics.StandardMetrics;
import java.util.Locale;

/** The places that lines go to, as they are called in {@link StandardMetrics#LOG_OUTPUT}. */
enum OutputName {
  STDOUT,
  FILE;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
