package io.choicesherpa.demo.servers;

import io.choicesherpa.demo.process.ChildProcess;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waits for a child process to become useful. */
final class Readiness {
  private static final long PAUSE_MILLIS = 50;

  private Readiness() {}

  /**
   * Asks again and again until the answer is yes.
   *
   * @throws ServerFailedException when the process ends first, or the time is over
   */
  static void await(ChildProcess child, Duration patience, BooleanSupplier ready)
      throws ServerFailedException, InterruptedException {
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    while (!ready.getAsBoolean()) {
      try {
        int exitCode = child.exit().get(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        throw ServerFailedException.ended(child, exitCode);
      } catch (TimeoutException stillRunning) {
        if (System.nanoTime() - deadlineNanos > 0) {
          throw ServerFailedException.late(child, patience.toSeconds());
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("the end of " + child.name() + " is unknown", e);
      }
    }
  }
}
