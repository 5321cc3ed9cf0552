package io.choicesherpa.console.rules;

import io.choicesherpa.promql.model.Labels;
import java.util.Map;

/** An alert that goes through its states. Guarded by its rule. */
final class AlertInstance {

  /** Long enough for a receiver that was away to hear of the end. */
  static final long RESOLVED_RETENTION_MILLIS = 15 * 60_000;

  /** An alert outlives so many evaluations, or resends, that did not get through. */
  private static final int MISSED = 4;

  private final Labels labels;
  private Map<String, String> annotations;
  private double value;
  private AlertState state = AlertState.PENDING;
  private long activeAtMillis;
  private long firedAtMillis;
  private long resolvedAtMillis;
  private long keepFiringSinceMillis;
  private long lastSentMillis;
  private long validUntilMillis;

  AlertInstance(Labels labels, Map<String, String> annotations, double value, long nowMillis) {
    this.labels = labels;
    this.annotations = annotations;
    this.value = value;
    activeAtMillis = nowMillis;
  }

  Labels labels() {
    return labels;
  }

  AlertState state() {
    return state;
  }

  long activeAtMillis() {
    return activeAtMillis;
  }

  /** A restart is no new beginning. */
  void activeSince(long millis) {
    activeAtMillis = millis;
  }

  void observed(Map<String, String> newAnnotations, double newValue) {
    annotations = newAnnotations;
    value = newValue;
    keepFiringSinceMillis = 0;
  }

  /** The condition does not hold: tells whether the alert goes on firing all the same. */
  boolean missed(long nowMillis, long keepFiringForMillis) {
    if (state == AlertState.FIRING && keepFiringForMillis > 0) {
      if (keepFiringSinceMillis == 0) {
        keepFiringSinceMillis = nowMillis;
      }
      if (nowMillis - keepFiringSinceMillis < keepFiringForMillis) {
        return true;
      }
    }
    return false;
  }

  /** Whether nobody needs to hear of it any more. Asked before {@link #resolve}. */
  boolean isForgotten(long nowMillis) {
    return state == AlertState.PENDING
        || (resolvedAtMillis != 0 && nowMillis - resolvedAtMillis > RESOLVED_RETENTION_MILLIS);
  }

  void resolve(long nowMillis) {
    if (state != AlertState.INACTIVE) {
      state = AlertState.INACTIVE;
      resolvedAtMillis = nowMillis;
    }
  }

  /** Pending or firing, by how long the condition has held; a rule's {@code for} may change. */
  void advance(long nowMillis, long forMillis) {
    boolean longEnough = nowMillis - activeAtMillis >= forMillis;
    if (state == AlertState.PENDING && longEnough) {
      state = AlertState.FIRING;
      firedAtMillis = nowMillis;
    } else if (state == AlertState.FIRING && !longEnough) {
      state = AlertState.PENDING;
      firedAtMillis = 0;
      lastSentMillis = 0;
      keepFiringSinceMillis = 0;
    }
  }

  boolean needsSending(long nowMillis, long resendMillis) {
    return state != AlertState.PENDING
        && (resolvedAtMillis > lastSentMillis || lastSentMillis + resendMillis < nowMillis);
  }

  Alert sent(long nowMillis, long intervalMillis, long resendMillis) {
    lastSentMillis = nowMillis;
    validUntilMillis = nowMillis + MISSED * Math.max(intervalMillis, resendMillis);
    return snapshot();
  }

  Alert snapshot() {
    return new Alert(
        state,
        labels,
        annotations,
        value,
        activeAtMillis,
        firedAtMillis,
        resolvedAtMillis,
        keepFiringSinceMillis,
        validUntilMillis);
  }
}
