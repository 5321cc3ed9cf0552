package io.choicesherpa.backend.application.port.in;

import java.time.Duration;

/** The person has used up what the tier allows for now. */
public final class RateLimitedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /**
   * A refusal.
   *
   * @param resource what is used up, e.g. {@code messages}
   * @param retryAfter when to come back
   */
  public RateLimitedException(String resource, Duration retryAfter) {
    super(
        "Too many "
            + resource
            + " for this tier; come back in "
            + Math.max(1, retryAfter.plusMillis(999).toSeconds())
            + " s.");
    this.retryAfter = retryAfter;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
