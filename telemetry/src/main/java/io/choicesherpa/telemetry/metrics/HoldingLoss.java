package io.choicesherpa.telemetry.metrics;

/** Why a span of an unsampled trace was let go before it was known whether the trace is kept. */
public enum HoldingLoss {
  /** Its trace had too many already. */
  TRACE_SIZE("trace_size"),
  /** All traces together had too many; the oldest made room. */
  MEMORY("memory"),
  /** Its trace was open for too long. */
  AGE("age"),
  /** Its trace was to be kept, but too many were within a short time. */
  RATE("rate");

  static final LabelDefinition LABEL =
      LabelDefinition.closed(
          "reason", TRACE_SIZE.labelValue, MEMORY.labelValue, AGE.labelValue, RATE.labelValue);

  private final String labelValue;

  HoldingLoss(String labelValue) {
    this.labelValue = labelValue;
  }

  String labelValue() {
    return labelValue;
  }
}
