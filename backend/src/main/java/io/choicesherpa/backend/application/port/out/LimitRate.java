package io.choicesherpa.backend.application.port.out;

import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.backend.domain.UserId;
import java.time.Duration;

/** Counts what a person asks for against what the tier allows. Safe for use by several threads. */
public interface LimitRate {

  /**
   * Takes one of {@code resource}, if one is left.
   *
   * @param resource {@code messages} or {@code sessions}
   */
  Decision take(UserId user, Tier tier, String resource);

  /**
   * Whether it may go on.
   *
   * @param retryAfter when to come back; zero if allowed
   */
  record Decision(boolean allowed, Duration retryAfter) {

    /** Go on. */
    public static final Decision ALLOWED = new Decision(true, Duration.ZERO);
  }
}
