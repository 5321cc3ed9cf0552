package io.choicesherpa.demo.ai;

/** A request that the provider would refuse; the message says why, in words for its sender. */
final class InvalidChatException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  InvalidChatException(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
