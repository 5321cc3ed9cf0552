package io.choicesherpa.telemetry.test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what other threads do: a check is repeated until it holds or time is over. */
final class Deadline {

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private Deadline() {}

  /**
   * Returns as soon as {@code check} throws no more.
   *
   * @throws AssertionError the last failure with the limit before it, when {@code limit} is over or
   *     the thread is interrupted
   */
  static void await(Duration limit, Runnable check) {
    long start = System.nanoTime();
    while (true) {
      try {
        check.run();
        return;
      } catch (AssertionError notYet) {
        if (Thread.currentThread().isInterrupted()) {
          throw new AssertionError("Interrupted while waiting: " + notYet.getMessage(), notYet);
        }
        if (System.nanoTime() - start >= limit.toNanos()) {
          throw new AssertionError(
              "Not within " + limit.toMillis() + " ms: " + notYet.getMessage(), notYet);
        }
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
