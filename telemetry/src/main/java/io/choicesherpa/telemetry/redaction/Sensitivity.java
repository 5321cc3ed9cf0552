package io.choicesherpa.telemetry.redaction;

/** What a field's name says about its value. */
enum Sensitivity {
  /** Nothing: the value is judged by itself. */
  PLAIN,
  /** Text of or about a person: hidden unless it is a number. */
  CONTENT,
  /** A credential: hidden whatever its type. */
  SECRET
}
