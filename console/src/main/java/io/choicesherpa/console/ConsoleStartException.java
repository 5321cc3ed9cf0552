package io.choicesherpa.console;

/** The console could not open a port; the message names it. Nothing is left open. */
public final class ConsoleStartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConsoleStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
