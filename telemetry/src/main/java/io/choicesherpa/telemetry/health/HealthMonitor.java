package io.choicesherpa.telemetry.health;

import io.choicesherpa.telemetry.metrics.GaugeFamily;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Keeps {@code health_check_status} up to date from the moment at which the application has
 * started. It asks on a thread of its own, so that no scrape ever waits for a check, and shares the
 * results that probes have brought about. Thread-safe.
 */
public final class HealthMonitor implements AutoCloseable {

  /** How often the metric is brought up to date. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

  private final HealthChecks checks;
  private final GaugeFamily status;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "health-monitor");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Begins to watch.
   *
   * @param interval the time between two looks, more than zero
   */
  public HealthMonitor(HealthChecks checks, Metrics metrics, Duration interval) {
    this.checks = checks;
    this.status = metrics.gauge(StandardMetrics.HEALTH_CHECK_STATUS);
    // Before the start is over a dependency may rightly be missing, which is no failure to tell of.
    checks.whenStarted(
        () -> {
          if (!timer.isShutdown()) {
            ScheduledFuture<?> unused =
                timer.scheduleWithFixedDelay(
                    this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
          }
        });
  }

  private void look() {
    checks
        .readiness()
        .checks()
        .forEach((check, state) -> status.labels(check).set(state.equals("ok") ? 1 : 0));
  }

  /** Ends watching; the last values stay. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
