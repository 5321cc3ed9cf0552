package io.choicesherpa.demo.people;

/** A person leaves because the backend does not let it go on; the message has no content in it. */
final class GaveUpException extends Exception {
  private static final long serialVersionUID = 1L;

  GaveUpException(String message) {
    super(message);
  }
}
