package io.choicesherpa.telemetry.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/** The bound series of one method and route. Thread-safe. */
public final class HttpRouteMetrics {

  private static final int FIRST_STATUS = 100;
  private static final int STATUSES = 500;

  private final Function<String, CounterDataPoint> requests;
  private final DistributionDataPoint duration;
  private final AtomicReferenceArray<CounterDataPoint> byStatus =
      new AtomicReferenceArray<>(STATUSES);

  HttpRouteMetrics(Function<String, CounterDataPoint> requests, DistributionDataPoint duration) {
    this.requests = requests;
    this.duration = duration;
  }

  /**
   * Counts an answered request and its duration.
   *
   * @param status the code sent; one outside 100 to 599 is counted as {@code other}
   * @param durationNanos from the request's arrival to the end of its response
   */
  public void record(int status, long durationNanos) {
    counter(status).inc();
    duration.observe(Unit.nanosToSeconds(durationNanos));
  }

  private CounterDataPoint counter(int status) {
    int index = status - FIRST_STATUS;
    if (index < 0 || index >= STATUSES) {
      return requests.apply(LabelDefinition.OTHER);
    }
    CounterDataPoint bound = byStatus.get(index);
    if (bound == null) {
      bound = requests.apply(Integer.toString(status));
      byStatus.set(index, bound);
    }
    return bound;
  }
}
