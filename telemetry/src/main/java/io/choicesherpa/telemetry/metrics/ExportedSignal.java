package io.choicesherpa.telemetry.metrics;

/** What is sent to the collector. */
public enum ExportedSignal {
  /** Spans. */
  TRACES("traces"),
  /** Log records. */
  LOGS("logs");

  static final LabelDefinition LABEL =
      LabelDefinition.closed("signal", TRACES.labelValue, LOGS.labelValue);

  private final String labelValue;

  ExportedSignal(String labelValue) {
    this.labelValue = labelValue;
  }

  String labelValue() {
    return labelValue;
  }
}
