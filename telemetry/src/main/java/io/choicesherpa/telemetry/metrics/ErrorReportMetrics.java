package io.choicesherpa.telemetry.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import java.util.EnumMap;
import java.util.Map;

/** What became of the errors that were to be reported. Thread-safe. */
public final class ErrorReportMetrics {

  private final CounterDataPoint reported;
  private final GaugeDataPoint queued;
  private final Map<DropReason, CounterDataPoint> dropped = new EnumMap<>(DropReason.class);

  /** Binds every series. */
  public ErrorReportMetrics(Metrics metrics) {
    reported = metrics.counter(StandardMetrics.ERRORS_REPORTED).labels();
    queued = metrics.gauge(StandardMetrics.ERRORS_QUEUED).labels();
    CounterFamily family = metrics.counter(StandardMetrics.ERRORS_DROPPED);
    for (DropReason reason : DropReason.values()) {
      dropped.put(reason, family.labels(reason.labelValue()));
    }
  }

  /** Errors that the tracker has accepted. */
  public CounterDataPoint reported() {
    return reported;
  }

  /** Errors taken and neither accepted nor lost yet. */
  public GaugeDataPoint queued() {
    return queued;
  }

  /** Errors lost for one reason. */
  public CounterDataPoint dropped(DropReason reason) {
    CounterDataPoint point = dropped.get(reason);
    if (point == null) {
      throw new IllegalArgumentException("no series for " + reason);
    }
    return point;
  }
}
