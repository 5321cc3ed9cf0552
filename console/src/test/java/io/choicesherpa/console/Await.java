package io.choicesherpa.console;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something to become true, not for time to pass. */
final class Await {

  private static final long LIMIT_NANOS = Duration.ofSeconds(20).toNanos();
  private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();

  private Await() {}

  static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within the limit: " + what);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
