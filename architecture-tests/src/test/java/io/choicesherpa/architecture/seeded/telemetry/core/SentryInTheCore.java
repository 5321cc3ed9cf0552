package io.choicesherpa.architecture.seeded.telemetry.core;

import io.sentry.SentryLevel;

/** Breaks: only the errors know the tracker. */
final class SentryInTheCore {
  private SentryInTheCore() {}

  static String worst() {
    return SentryLevel.FATAL.name();
  }
}
