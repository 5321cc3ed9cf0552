package io.choicesherpa.demo.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends processes: asks first, kills when the time is over. */
final class Ending {
  private static final Duration AFTER_KILL = Duration.ofSeconds(2);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private Ending() {}

  /**
   * Ends a process and everything that it started.
   *
   * @return whether it ended by itself within {@code patience}
   */
  static boolean end(ProcessHandle process, Duration patience) {
    List<ProcessHandle> descendants = process.descendants().toList();
    boolean asked = process.destroy();
    boolean obeyed = asked && awaitEnd(process, patience);
    if (!obeyed) {
      process.destroyForcibly();
      awaitEnd(process, AFTER_KILL);
    }
    for (ProcessHandle descendant : descendants) {
      if (descendant.isAlive()) {
        descendant.destroyForcibly();
      }
    }
    return obeyed;
  }

  private static boolean awaitEnd(ProcessHandle process, Duration patience) {
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    try {
      while (!isDefunct(process)) {
        long leftNanos = deadlineNanos - System.nanoTime();
        if (leftNanos <= 0) {
          return false;
        }
        if (endsWithin(process, Math.min(leftNanos, PAUSE_NANOS))) {
          return true;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean endsWithin(ProcessHandle process, long nanos) throws InterruptedException {
    try {
      process.onExit().get(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end of process " + process.pid() + " is unknown", e);
    }
  }

  /**
   * Whether it has ended but its parent has not taken notice, which for an orphan is up to the
   * system's first process: in some containers that never looks.
   */
  private static boolean isDefunct(ProcessHandle process) {
    Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    try {
      String line = Files.readString(stat, StandardCharsets.ISO_8859_1);
      return line.startsWith(" Z", line.lastIndexOf(')') + 1);
    } catch (IOException e) {
      return false; // Gone altogether, or no such file on this system: the process handle knows.
    }
  }
}
