package io.choicesherpa.telemetry.output;

import io.choicesherpa.telemetry.metrics.StandardMetrics;
import java.util.Locale;

/** Why a line was not written, as it is called in {@link StandardMetrics#LOG_LINES_DROPPED}. */
enum LossReason {
  /** More came than could be written. */
  BUFFER_FULL,
  /** The disk is full, the pipe's reader is gone, the file cannot be opened. */
  WRITE_FAILED,
  /** The process ended before it could be written. */
  SHUTDOWN;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
