package io.choicesherpa.telemetry.health;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one check, never twice at a time, and tells in the log when its state changes. */
final class CheckRunner {

  private static final Logger LOG = LoggerFactory.getLogger(CheckRunner.class);

  private final HealthCheck check;
  private final ExecutorService executor;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile @Nullable Throwable lastFailure;
  private final AtomicBoolean told = new AtomicBoolean(true);

  CheckRunner(HealthCheck check, ExecutorService executor) {
    this.check = check;
    this.executor = executor;
  }

  HealthCheck check() {
    return check;
  }

  /** Completes with whether the check passed, within its time limit, and never exceptionally. */
  CompletableFuture<Boolean> start() {
    if (!busy.compareAndSet(false, true)) {
      return CompletableFuture.completedFuture(
          settle(new IllegalStateException("its last run still hangs")));
    }
    CompletableFuture<Boolean> result = new CompletableFuture<>();
    try {
      Future<?> task = executor.submit(() -> probe(result));
      return result
          .orTimeout(check.timeLimit().toMillis(), TimeUnit.MILLISECONDS)
          .handle(
              (passed, failure) -> {
                if (failure instanceof TimeoutException) {
                  task.cancel(true);
                }
                return settle(failure);
              });
    } catch (RejectedExecutionException e) {
      busy.set(false);
      return CompletableFuture.completedFuture(settle(e));
    }
  }

  private void probe(CompletableFuture<Boolean> result) {
    Throwable failure = null;
    try {
      check.probe().run();
    } catch (Throwable e) {
      failure = e;
    } finally {
      // Before the result is known, so that a run that follows it at once finds the way free.
      busy.set(false);
    }
    if (failure == null) {
      result.complete(true);
    } else {
      result.completeExceptionally(failure);
    }
  }

  private boolean settle(@Nullable Throwable failure) {
    lastFailure = failure;
    return failure == null;
  }

  /** Whether the check's state is another than was told before. */
  boolean hasChanged() {
    return told.get() != (lastFailure == null);
  }

  /**
   * Tells in the log if the check's state is another than was told before. Not for the threads on
   * which results arrive, which must not wait for a log.
   */
  void tellChange() {
    Throwable failure = lastFailure;
    boolean passes = failure == null;
    if (told.getAndSet(passes) == passes) {
      return;
    }
    if (passes) {
      LOG.atInfo().addKeyValue("check", check.name()).log("A health check passes again");
    } else {
      LOG.atWarn()
          .addKeyValue("check", check.name())
          .addKeyValue("required", check.required())
          .setCause(failure)
          .log("A health check fails");
    }
  }
}
