package io.choicesherpa.telemetry.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/** What is measured of the database. Thread-safe. */
public final class DatabaseMetrics {

  private final Map<String, DistributionDataPoint> durations;
  private final DistributionDataPoint otherDurations;
  private final CounterDataPoint connectionsOpened;
  private final List<Pool> pools = new CopyOnWriteArrayList<>();

  /** Binds every series. */
  public DatabaseMetrics(Metrics metrics) {
    HistogramFamily family = metrics.histogram(StandardMetrics.DB_QUERY_DURATION);
    Map<String, DistributionDataPoint> byOperation = new HashMap<>();
    for (String operation : StandardMetrics.DB_QUERY_DURATION.labels().get(0).values()) {
      byOperation.put(operation, family.labels(operation));
    }
    durations = Map.copyOf(byOperation);
    otherDurations = family.labels(LabelDefinition.OTHER);
    connectionsOpened = metrics.counter(StandardMetrics.DB_CONNECTIONS).labels();
    metrics.gaugeCallback(StandardMetrics.DB_POOL_SIZE, () -> sum(Pool::size));
    metrics.gaugeCallback(StandardMetrics.DB_POOL_IN_USE, () -> sum(Pool::inUse));
    metrics.gaugeCallback(StandardMetrics.DB_POOL_WAITING, () -> sum(Pool::waiting));
    metrics.gaugeCallback(StandardMetrics.DB_POOL_LIMIT, () -> sum(Pool::limit));
  }

  /** How long statements of an operation took, in seconds; an unknown one is {@code other}. */
  public DistributionDataPoint queryDuration(String operation) {
    return durations.getOrDefault(operation, otherDurations);
  }

  /** Connections opened. */
  public CounterDataPoint connectionsOpened() {
    return connectionsOpened;
  }

  /** Adds a pool to the {@code db_pool_*} gauges. */
  public void addPool(Pool pool) {
    pools.add(pool);
  }

  private double sum(Function<Pool, DoubleSupplier> figure) {
    return pools.stream().mapToDouble(pool -> figure.apply(pool).getAsDouble()).sum();
  }

  /**
   * What a pool tells of itself whenever it is scraped; none of it may block.
   *
   * @param size connections it holds, idle and in use
   * @param inUse connections that somebody has borrowed
   * @param waiting threads that wait for a connection
   * @param limit connections that it holds at most
   */
  public record Pool(
      DoubleSupplier size, DoubleSupplier inUse, DoubleSupplier waiting, DoubleSupplier limit) {}
}
