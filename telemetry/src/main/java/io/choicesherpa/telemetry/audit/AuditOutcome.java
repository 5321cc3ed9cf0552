package io.choicesherpa.telemetry.audit;

/** How an act ended. */
public enum AuditOutcome {
  SUCCESS("success"),
  /** Refused: the actor may not do it. */
  DENIED("denied"),
  /** Allowed, and failed. */
  FAILURE("failure");

  private final String word;

  AuditOutcome(String word) {
    this.word = word;
  }

  /** As it stands in the line. */
  public String word() {
    return word;
  }
}
