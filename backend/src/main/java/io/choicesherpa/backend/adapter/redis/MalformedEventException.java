package io.choicesherpa.backend.adapter.redis;

/** What lies on the stream is no event; the message says what is wrong and quotes nothing. */
public final class MalformedEventException extends Exception {

  private static final long serialVersionUID = 1L;

  public MalformedEventException(String message) {
    super(message);
  }
}
