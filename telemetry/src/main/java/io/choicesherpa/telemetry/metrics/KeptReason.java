package io.choicesherpa.telemetry.metrics;

/** Why a trace that was not sampled is exported all the same. */
public enum KeptReason {
  /** It ended in an error. */
  ERROR("error"),
  /** It took long. */
  SLOW("slow");

  static final LabelDefinition LABEL = LabelDefinition.closed("reason", ERROR.text, SLOW.text);

  private final String text;

  KeptReason(String text) {
    this.text = text;
  }

  /** As it stands in a label and on spans. */
  public String text() {
    return text;
  }
}
