package io.choicesherpa.backend.adapter.out.ai;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When to try again: exponential from {@code base}, each wait cut at random to between half and
 * whole of it, so that callers who failed together do not come back together.
 *
 * @param maxAttempts the first included, at least 1
 * @param base the longest first wait
 * @param longest no wait is longer; a provider that asks for more is not asked again
 * @param random uniform in [0, 1)
 */
record RetryPolicy(int maxAttempts, Duration base, Duration longest, DoubleSupplier random) {

  /**
   * The wait before the next attempt, or null when there is to be none.
   *
   * @param attempts how many there were, at least 1
   * @param timeLeft what is left of the completion's time
   */
  @Nullable Duration waitAfter(int attempts, ProviderFailure failure, Duration timeLeft) {
    if (attempts >= maxAttempts || !failure.retryable()) {
      return null;
    }
    Duration wait = backoff(attempts);
    Duration asked = failure.retryAfter();
    if (asked != null && asked.compareTo(wait) > 0) {
      wait = asked;
    }
    return wait.compareTo(longest) > 0 || wait.compareTo(timeLeft) >= 0 ? null : wait;
  }

  private Duration backoff(int attempts) {
    long millis = Math.min(longest.toMillis(), base.toMillis() << Math.min(attempts - 1, 16));
    return Duration.ofMillis((long) (millis * (0.5 + random.getAsDouble() / 2)));
  }
}
