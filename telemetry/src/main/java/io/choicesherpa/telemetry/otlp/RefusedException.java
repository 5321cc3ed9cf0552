package io.choicesherpa.telemetry.otlp;

/** The receiver answered, and did not take what was sent. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
