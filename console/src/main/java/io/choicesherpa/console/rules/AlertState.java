package io.choicesherpa.console.rules;

import java.util.Locale;

/** How far an alert, or the worst of a rule's alerts, is. In the order of gravity. */
public enum AlertState {
  /** Not evaluated yet. */
  UNKNOWN,
  /** The condition does not hold. */
  INACTIVE,
  /** The condition holds, but not for long enough. */
  PENDING,
  /** The condition has held for long enough. */
  FIRING;

  /** As the HTTP API and the series {@code ALERTS} write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
