package io.choicesherpa.endtoend;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks again and again, with a limit. */
final class Await {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private Await() {}

  /** Returns the first value that is not null. */
  static <T> T value(String what, Supplier<@Nullable T> look) {
    long deadlineNanos = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      T found = look.get();
      if (found != null) {
        return found;
      }
      if (System.nanoTime() > deadlineNanos) {
        throw new AssertionError(LIMIT.toSeconds() + " s without " + what);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  static void until(String what, Supplier<Boolean> condition) {
    value(what, () -> condition.get() ? Boolean.TRUE : null);
  }
}
