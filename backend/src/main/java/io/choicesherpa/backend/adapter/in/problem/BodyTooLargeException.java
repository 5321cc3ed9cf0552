package io.choicesherpa.backend.adapter.in.problem;

import java.io.IOException;

/** The body goes beyond what is read: 413. */
public final class BodyTooLargeException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * A refusal to read on.
   *
   * @param maxBytes how much would have been read
   */
  public BodyTooLargeException(int maxBytes) {
    super("The body has more than " + maxBytes + " bytes.");
  }
}
