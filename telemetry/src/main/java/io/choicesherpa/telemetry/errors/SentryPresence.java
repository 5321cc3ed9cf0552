package io.choicesherpa.telemetry.errors;

/** Whether Sentry's library is there, asked without loading anything of it. */
final class SentryPresence {

  private static final String CLIENT = "io.sentry.SentryClient";

  private SentryPresence() {}

  static boolean on(ClassLoader classPath) {
    try {
      Class.forName(CLIENT, false, classPath);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      // The answer, which the caller tells.
      return false;
    }
  }
}
