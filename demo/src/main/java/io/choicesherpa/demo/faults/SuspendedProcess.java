package io.choicesherpa.demo.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that is there and does nothing, as one whose machine is frozen or whose memory is being
 * paged: connections to it are taken by the system and never answered.
 */
final class SuspendedProcess implements RunningFault {
  private static final Logger LOG = LoggerFactory.getLogger(SuspendedProcess.class);
  private static final long PATIENCE_SECONDS = 5;

  private final long pid;

  private SuspendedProcess(long pid) {
    this.pid = pid;
  }

  /** Suspends it until this is closed. */
  static SuspendedProcess suspend(long pid) {
    signal("-STOP", pid);
    return new SuspendedProcess(pid);
  }

  /** Java has no call for these two signals. */
  private static void signal(String signal, long pid) {
    try {
      Process kill =
          new ProcessBuilder("kill", signal, Long.toString(pid))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new IllegalStateException("kill " + signal + " " + pid + " did not work");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      signal("-CONT", pid);
    } catch (IllegalStateException | UncheckedIOException e) {
      LOG.warn("the process {} could not be woken; it may have ended", pid, e);
    }
  }
}
