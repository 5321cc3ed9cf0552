package io.choicesherpa.console.silence;

import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.Labels;
import java.util.List;

/**
 * Alerts that satisfy all matchers are not told of from start to end. Immutable.
 *
 * @param startsAtMillis inclusive, since 1970
 * @param endsAtMillis exclusive
 */
public record Silence(
    String id,
    List<LabelMatcher> matchers,
    long startsAtMillis,
    long endsAtMillis,
    String createdBy,
    String comment) {

  /** Copies the matchers. */
  public Silence {
    matchers = List.copyOf(matchers);
  }

  /** Whether it holds at a time. */
  public boolean isActive(long nowMillis) {
    return startsAtMillis <= nowMillis && nowMillis < endsAtMillis;
  }

  /** Whether it is meant for an alert with these labels. */
  public boolean matches(Labels labels) {
    return matchers.stream().allMatch(matcher -> matcher.matches(labels));
  }

  /** {@code active}, {@code pending} or {@code expired}. */
  public String state(long nowMillis) {
    if (nowMillis >= endsAtMillis) {
      return "expired";
    }
    return isActive(nowMillis) ? "active" : "pending";
  }

  Silence endingAt(long millis) {
    return new Silence(id, matchers, Math.min(startsAtMillis, millis), millis, createdBy, comment);
  }
}
