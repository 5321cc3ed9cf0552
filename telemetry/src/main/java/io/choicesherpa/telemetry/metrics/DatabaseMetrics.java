package io.choicesherpa.telemetry.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;

/** What is measured of the database. Thread-safe. */
public final class DatabaseMetrics {

  private final Map<String, DistributionDataPoint> durations;
  private final DistributionDataPoint otherDurations;
  private final CounterDataPoint connectionsOpened;
  private final List<DoubleSupplier> pools = new CopyOnWriteArrayList<>();

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
    metrics.gaugeCallback(
        StandardMetrics.DB_POOL_SIZE,
        () -> pools.stream().mapToDouble(DoubleSupplier::getAsDouble).sum());
  }

  /** How long statements of an operation took, in seconds; an unknown one is {@code other}. */
  public DistributionDataPoint queryDuration(String operation) {
    return durations.getOrDefault(operation, otherDurations);
  }

  /** Connections opened. */
  public CounterDataPoint connectionsOpened() {
    return connectionsOpened;
  }

  /**
   * Adds a pool to {@code db_pool_size}.
   *
   * @param size the connections it holds; asked when scraped, must not block
   */
  public void addPool(DoubleSupplier size) {
    pools.add(size);
  }
}
