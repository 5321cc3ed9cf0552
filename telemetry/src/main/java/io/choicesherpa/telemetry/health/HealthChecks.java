package io.choicesherpa.telemetry.health;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers liveness, readiness and start-up probes.
 *
 * <p>Readiness runs all checks side by side. A result is kept for a while, and callers that come
 * while the checks run share that run, so that probes cannot become load. A check that hangs is
 * reported as failed when its time is up, keeps its one thread for as long as it hangs, and is not
 * started again before: however many probes come, there are never more threads than checks, and one
 * that writes the log.
 *
 * <p>Thread-safe.
 */
public final class HealthChecks implements AutoCloseable {

  /** How long a result is kept unless said otherwise. */
  public static final Duration DEFAULT_CACHE_DURATION = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(HealthChecks.class);

  private final List<CheckRunner> runners;
  private final long cacheNanos;
  private final LongSupplier nanoTime;
  private final ThreadPoolExecutor executor;
  private final CompletableFuture<@Nullable Void> started = new CompletableFuture<>();

  // Guarded by this.
  private @Nullable HealthReport cached;
  private long cachedAtNanos;
  private @Nullable CompletableFuture<HealthReport> running;

  /** With {@link #DEFAULT_CACHE_DURATION} and the system's clock. */
  public HealthChecks(List<HealthCheck> checks) {
    this(checks, DEFAULT_CACHE_DURATION, System::nanoTime);
  }

  /**
   * @param checks in the order in which they are reported
   * @param cacheDuration how long a result is kept; zero to keep none
   * @param nanoTime tells a result's age, as {@link System#nanoTime()} does
   * @throws IllegalArgumentException if two checks have the same name
   */
  public HealthChecks(List<HealthCheck> checks, Duration cacheDuration, LongSupplier nanoTime) {
    Set<String> names = new HashSet<>();
    for (HealthCheck check : checks) {
      if (!names.add(check.name())) {
        throw new IllegalArgumentException("health check '" + check.name() + "' is there twice");
      }
    }
    this.cacheNanos = cacheDuration.toNanos();
    this.nanoTime = nanoTime;
    this.executor = daemonThreads(checks.size());
    this.runners = checks.stream().map(check -> new CheckRunner(check, executor)).toList();
  }

  /** Whether the process answers at all; looks at nothing else. */
  public HealthReport liveness() {
    return HealthReport.ALIVE;
  }

  /** Whether the application has started: once {@link #markStarted} was called, for good. */
  public HealthReport startup() {
    return HealthReport.startup(started.isDone());
  }

  /** Says that the application has started. */
  public void markStarted() {
    started.complete(null);
  }

  /** Runs {@code action} once the application has started; at once where it has already. */
  void whenStarted(Runnable action) {
    CompletableFuture<Void> unused = started.thenRun(action);
  }

  /** Whether the service can do its work; answers within a second. */
  public HealthReport readiness() {
    CompletableFuture<HealthReport> run;
    boolean started = false;
    synchronized (this) {
      if (cached != null && nanoTime.getAsLong() - cachedAtNanos < cacheNanos) {
        return cached;
      }
      if (running != null) {
        run = running;
      } else {
        started = true;
        run = start().thenApply(this::keep);
        // Done already when there is nothing to wait for: keep() has run before this line.
        running = run.isDone() ? null : run;
      }
    }
    HealthReport report = run.join();
    if (started && runners.stream().anyMatch(CheckRunner::hasChanged)) {
      tellChanges();
    }
    return report;
  }

  /** On a thread of its own: a slow log must not make the answer late. */
  private void tellChanges() {
    try {
      executor.execute(() -> runners.forEach(CheckRunner::tellChange));
    } catch (RejectedExecutionException e) {
      // Closed meanwhile: whoever closes this does not want to hear of the checks any more.
      LOG.debug("Health checks are closed", e);
    }
  }

  private CompletableFuture<HealthReport> start() {
    List<CompletableFuture<Boolean>> results = runners.stream().map(CheckRunner::start).toList();
    return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
        .thenApply(ignored -> report(results));
  }

  private HealthReport report(List<CompletableFuture<Boolean>> results) {
    boolean ready = true;
    Map<String, String> states = new LinkedHashMap<>();
    for (int i = 0; i < results.size(); i++) {
      HealthCheck check = runners.get(i).check();
      boolean ok = results.get(i).join();
      states.put(check.name(), ok ? "ok" : "fail");
      ready &= ok || !check.required();
    }
    return HealthReport.readiness(ready, states);
  }

  private synchronized HealthReport keep(HealthReport report) {
    cached = report;
    cachedAtNanos = nanoTime.getAsLong();
    running = null;
    return report;
  }

  /** Interrupts what is still running. Later probes report every check as failed. */
  @Override
  public void close() {
    executor.shutdownNow();
  }

  private static ThreadPoolExecutor daemonThreads(int checks) {
    int threads = checks + 1;
    // A thread for each check and one for the log. One that is just done may be asked again before
    // it is idle, hence a queue; it stays short because no check is queued twice.
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "health-check");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}
