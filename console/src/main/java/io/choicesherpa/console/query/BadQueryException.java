package io.choicesherpa.console.query;

/** A parameter that cannot be used; the message is for the caller of the API. */
public final class BadQueryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With this message. */
  public BadQueryException(String message) {
    super(message);
  }

  static BadQueryException parameter(String name, String reason) {
    return new BadQueryException("unable to parse param '" + name + "': " + reason);
  }
}
