package io.choicesherpa.backend.adapter.out.events;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Small jobs that are done again and again on a thread in the background. One that fails is logged
 * the first time and done again when its time comes.
 */
final class Upkeep implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "events-upkeep");
            thread.setDaemon(true);
            return thread;
          });

  /** Does {@code job} now and every {@code period}, measured from end to start. */
  void every(Duration period, String name, Runnable job) {
    AtomicBoolean failing = new AtomicBoolean();
    var unused =
        scheduler.scheduleWithFixedDelay(
            () -> attempt(name, job, failing), 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void attempt(String name, Runnable job, AtomicBoolean failing) {
    try {
      job.run();
      failing.set(false);
    } catch (RuntimeException e) {
      if (!failing.getAndSet(true)) {
        log.atWarn().setCause(e).log(name + " failed; it is tried again in due time");
      }
    }
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
