package io.choicesherpa.telemetry.redaction;

/** What becomes of a value that an own rule finds. */
public enum RedactionAction {
  /** It becomes {@link Redactor#REPLACEMENT}. */
  DROP,
  /** It becomes a salted hash, the same for equal values, so that they can be told apart. */
  HASH
}
