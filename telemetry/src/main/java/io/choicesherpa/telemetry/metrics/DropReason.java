package io.choicesherpa.telemetry.metrics;

/** Why a span, a log record or an error report did not reach its receiver. */
public enum DropReason {
  /** More came than could be sent. */
  QUEUE_FULL("queue_full"),
  /** The receiver did not take it, or it could not be encoded. */
  EXPORT_FAILED("export_failed"),
  /** The process ended before it could be sent. */
  SHUTDOWN("shutdown");

  static final LabelDefinition LABEL =
      LabelDefinition.closed(
          "reason", QUEUE_FULL.labelValue, EXPORT_FAILED.labelValue, SHUTDOWN.labelValue);

  private final String labelValue;

  DropReason(String labelValue) {
    this.labelValue = labelValue;
  }

  String labelValue() {
    return labelValue;
  }
}
