package io.choicesherpa.backend.adapter.in.websocket;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that messages are answered on, so that the container's stay free. */
final class Workers implements AutoCloseable {

  private final ThreadPoolExecutor answering;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(named("websocket-timer"));

  /**
   * Starts none yet.
   *
   * @param maxConcurrent messages that are answered at once; one more is refused
   */
  Workers(int maxConcurrent) {
    answering =
        new ThreadPoolExecutor(
            0,
            maxConcurrent,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            named("websocket-message"));
  }

  /**
   * Runs {@code answer} at once.
   *
   * @return to be cancelled, by interrupt, when nobody waits for it any more
   * @throws RejectedExecutionException if as many as may be are under way
   */
  Future<?> answer(Runnable answer) {
    return answering.submit(answer);
  }

  /** Runs {@code task}, which must not block, after {@code delay}. */
  Future<?> later(Duration delay, Runnable task) {
    return timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    answering.shutdownNow();
  }

  private static ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
