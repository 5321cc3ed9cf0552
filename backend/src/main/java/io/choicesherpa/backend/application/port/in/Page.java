package io.choicesherpa.backend.application.port.in;

import io.choicesherpa.backend.domain.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * A part of a long list.
 *
 * @param before id of the first one that is not wanted any more; null to begin with the newest
 * @param limit at most so many; 1 to {@value #MAX_LIMIT}
 */
public record Page<T>(@Nullable T before, int limit) {

  public static final int DEFAULT_LIMIT = 50;
  public static final int MAX_LIMIT = 200;

  /**
   * Checks the limit.
   *
   * @throws InvalidInputException if {@code limit} is out of its range
   */
  public Page {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new InvalidInputException("limit", "must be 1 to " + MAX_LIMIT);
    }
  }
}
