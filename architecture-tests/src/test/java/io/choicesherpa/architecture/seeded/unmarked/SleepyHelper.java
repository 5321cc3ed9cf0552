package io.choicesherpa.architecture.seeded.unmarked;

/** Breaks: names say the role, nothing sleeps, every package is null-marked, a third is hidden. */
public final class SleepyHelper {

  private SleepyHelper() {}

  static void nap() throws InterruptedException {
    Thread.sleep(1);
  }
}
