package io.choicesherpa.backend.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** Waits for what other threads do. */
public final class Eventually {

  private static final Duration LIMIT = Duration.ofSeconds(15);

  private Eventually() {}

  /** Returns as soon as {@code assertion} holds and throws nothing; fails if it never does. */
  public static void holds(ThrowingRunnable assertion) {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .untilAsserted(assertion);
  }
}
