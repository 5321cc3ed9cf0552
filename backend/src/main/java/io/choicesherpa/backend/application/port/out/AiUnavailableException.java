package io.choicesherpa.backend.application.port.out;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The AI provider gave no whole answer, and trying again at once is not going to help. The message
 * holds no prompt and no answer.
 */
public final class AiUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why; decides on what the person is told. */
  public enum Reason {
    /** No answer in the time that there was. */
    TIMEOUT,
    /** The provider wants fewer requests. */
    OVERLOADED,
    /** The provider failed, refused or could not be reached. */
    FAILED
  }

  private final Reason reason;
  private final @Nullable Duration retryAfter;

  /**
   * The failure of one completion.
   *
   * @param retryAfter when the provider said so; null when not
   */
  public AiUnavailableException(
      Reason reason, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  public Reason reason() {
    return reason;
  }

  /** How long to wait, where the provider said so. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
