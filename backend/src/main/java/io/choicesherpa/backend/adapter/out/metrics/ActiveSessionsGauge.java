package io.choicesherpa.backend.adapter.out.metrics;

import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@code sessions_active} up to date in the background, so that a scrape never waits for the
 * database. While counting fails, the gauge keeps its last value and the log says so once.
 */
final class ActiveSessionsGauge implements AutoCloseable {

  /** Time between two counts: {@value} s. */
  static final long PERIOD_SECONDS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(ActiveSessionsGauge.class);

  private final GaugeDataPoint gauge;
  private final LongSupplier count;
  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "sessions-active");
            thread.setDaemon(true);
            return thread;
          });
  private boolean failing;

  ActiveSessionsGauge(GaugeDataPoint gauge, LongSupplier count) {
    this.gauge = gauge;
    this.count = count;
  }

  /** Counts at once and then again and again until {@link #close}. */
  void start() {
    var unused =
        scheduler.scheduleWithFixedDelay(this::refresh, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  void refresh() {
    try {
      gauge.set((double) count.getAsLong());
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn("Active sessions cannot be counted; the gauge keeps its last value", e);
      }
      failing = true;
    }
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
