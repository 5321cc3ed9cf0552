package io.choicesherpa.console.rules;

import io.choicesherpa.console.rules.AlertMemory.Remembered;
import io.choicesherpa.promql.model.Labels;
import java.util.Map;

/**
 * Gives alerts back the time that they had been pending before a restart, so that a {@code for}
 * does not begin anew.
 */
final class ForState {

  /** How long the console may have been away for the memory still to hold. */
  static final long MAX_OUTAGE_MILLIS = 3_600_000;

  /** A long {@code for} that was nearly over ends no sooner than this after a restart. */
  static final long GRACE_MILLIS = 600_000;

  private ForState() {}

  /** To be called once the rule has been evaluated for the first time. */
  static void restore(AlertingRule rule, AlertMemory memory, long nowMillis) {
    Map<Labels, Remembered> remembered =
        memory.of(rule.definition().name(), nowMillis - MAX_OUTAGE_MILLIS, nowMillis);
    long forMillis = rule.definition().forMillis();
    rule.restored(
        instance -> {
          Remembered known = remembered.get(instance.labels());
          if (known != null) {
            instance.activeSince(activeSince(known, forMillis, nowMillis));
          }
        });
  }

  private static long activeSince(Remembered known, long forMillis, long nowMillis) {
    long remainingMillis = forMillis - (known.lastSeenMillis() - known.activeMillis());
    if (remainingMillis <= 0) {
      // It was firing: the next evaluation lets it fire on.
      return known.activeMillis();
    }
    if (forMillis < GRACE_MILLIS) {
      // To wait so little again is safer than an old memory.
      return nowMillis;
    }
    if (remainingMillis < GRACE_MILLIS) {
      return nowMillis + GRACE_MILLIS - forMillis;
    }
    // Time in which nobody looked does not count.
    return known.activeMillis() + nowMillis - known.lastSeenMillis();
  }
}
