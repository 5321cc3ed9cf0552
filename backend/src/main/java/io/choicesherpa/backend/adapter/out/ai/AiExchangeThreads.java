package io.choicesherpa.backend.adapter.out.ai;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that exchanges with providers run on. Their number follows from the bound on
 * completions; one that was broken off needs its thread a moment longer.
 */
final class AiExchangeThreads implements Executor, AiCompletions.Pause, AutoCloseable {

  private final ThreadPoolExecutor threads;
  private final CountDownLatch closing = new CountDownLatch(1);

  AiExchangeThreads() {
    AtomicInteger number = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "ai-exchange-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Runs {@code task} on one of the threads.
   *
   * @throws RejectedExecutionException after {@link #close}
   */
  @Override
  public void execute(Runnable task) {
    threads.execute(task);
  }

  /** Waits on the calling thread, no longer than until {@link #close}. */
  @Override
  public void pause(Duration wait) throws InterruptedException {
    if (closing.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new InterruptedException("the application is closing");
    }
  }

  @Override
  public void close() {
    closing.countDown();
    threads.shutdownNow();
  }
}
