package io.choicesherpa.telemetry.health;

import java.time.Duration;

/**
 * One dependency and how to see whether it works.
 *
 * @param name as it stands in the answer, lower-case snake_case
 * @param required whether the service is not ready without it; otherwise it is only reported
 * @param timeLimit how long the probe may take, at most {@link #MAX_TIME_LIMIT}; one that takes
 *     longer has failed
 * @param probe returns if the dependency works, throws if it does not; should give up when
 *     interrupted
 */
public record HealthCheck(String name, boolean required, Duration timeLimit, Probe probe) {

  /** The most that a check may take, so that all, side by side, stay well within a second. */
  public static final Duration MAX_TIME_LIMIT = Duration.ofMillis(600);

  /** Looks at a dependency. Called from a thread of its own, never twice at a time. */
  @FunctionalInterface
  public interface Probe {
    /**
     * Returns if the dependency works.
     *
     * @throws Exception if it does not
     */
    void run() throws Exception;
  }

  /** Checks name and limit. */
  public HealthCheck {
    if (!isSnakeCase(name)) {
      throw new IllegalArgumentException(
          "name of a health check '" + name + "' is not lower-case snake_case");
    }
    if (timeLimit.isNegative() || timeLimit.isZero() || timeLimit.compareTo(MAX_TIME_LIMIT) > 0) {
      throw new IllegalArgumentException(
          "time limit of health check '"
              + name
              + "' is "
              + timeLimit
              + ", not between 0 (exclusive) and "
              + MAX_TIME_LIMIT);
    }
  }

  /** A check without which the service is not ready, with the longest time limit. */
  public static HealthCheck required(String name, Probe probe) {
    return new HealthCheck(name, true, MAX_TIME_LIMIT, probe);
  }

  /** A check that is only reported, with the longest time limit. */
  public static HealthCheck informative(String name, Probe probe) {
    return new HealthCheck(name, false, MAX_TIME_LIMIT, probe);
  }

  /** The same check with another time limit. */
  public HealthCheck within(Duration limit) {
    return new HealthCheck(name, required, limit, probe);
  }

  private static boolean isSnakeCase(String name) {
    return !name.isEmpty()
        && name.charAt(0) >= 'a'
        && name.charAt(0) <= 'z'
        && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_');
  }
}
