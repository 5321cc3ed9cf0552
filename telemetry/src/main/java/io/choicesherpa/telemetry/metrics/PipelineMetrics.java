package io.choicesherpa.telemetry.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * The pipeline's own numbers: what it has sent, still holds and has lost, so that missing telemetry
 * is seen and not guessed at. Thread-safe.
 */
public final class PipelineMetrics {

  private final Metrics metrics;
  private final Map<ExportedSignal, CounterDataPoint> exported =
      new EnumMap<>(ExportedSignal.class);
  private final Map<ExportedSignal, CounterDataPoint> failures =
      new EnumMap<>(ExportedSignal.class);
  private final Map<ExportedSignal, Map<DropReason, CounterDataPoint>> dropped =
      new EnumMap<>(ExportedSignal.class);
  private final Map<KeptReason, CounterDataPoint> kept = new EnumMap<>(KeptReason.class);
  private final Map<HoldingLoss, CounterDataPoint> lost = new EnumMap<>(HoldingLoss.class);

  /** Binds every series. */
  public PipelineMetrics(Metrics metrics) {
    this.metrics = metrics;
    for (ExportedSignal signal : ExportedSignal.values()) {
      exported.put(signal, metrics.counter(exportedDefinition(signal)).labels());
      failures.put(
          signal, metrics.counter(StandardMetrics.EXPORT_FAILURES).labels(signal.labelValue()));
      CounterFamily family = metrics.counter(droppedDefinition(signal));
      Map<DropReason, CounterDataPoint> byReason = new EnumMap<>(DropReason.class);
      for (DropReason reason : DropReason.values()) {
        byReason.put(reason, family.labels(reason.labelValue()));
      }
      dropped.put(signal, byReason);
    }
    for (KeptReason reason : KeptReason.values()) {
      kept.put(reason, metrics.counter(StandardMetrics.TRACES_KEPT).labels(reason.text()));
    }
    for (HoldingLoss loss : HoldingLoss.values()) {
      CounterFamily family = metrics.counter(StandardMetrics.UNSAMPLED_SPANS_LOST);
      lost.put(loss, family.labels(loss.labelValue()));
    }
  }

  /** Counts items that the collector accepted. */
  public void exported(ExportedSignal signal, long items) {
    point(exported, signal).inc(items);
  }

  /** Counts items that were lost. */
  public void dropped(ExportedSignal signal, DropReason reason, long items) {
    point(point(dropped, signal), reason).inc(items);
  }

  /** Counts a batch that the collector did not accept. */
  public void exportFailed(ExportedSignal signal) {
    point(failures, signal).inc();
  }

  /** Counts an unsampled trace that is exported all the same. */
  public void traceKept(KeptReason reason) {
    point(kept, reason).inc();
  }

  /** Counts spans of unsampled traces that could not be held until their trace's end. */
  public void unsampledLost(HoldingLoss loss, long spans) {
    point(lost, loss).inc(spans);
  }

  /**
   * Says where the number of held spans of unsampled traces can be read; once.
   *
   * @param spans asked when scraped; must neither block nor fail
   * @throws IllegalStateException if it was said before
   */
  public void unsampledHeld(DoubleSupplier spans) {
    metrics.gaugeCallback(StandardMetrics.UNSAMPLED_SPANS_HELD, spans);
  }

  /**
   * Says where the number of items waiting can be read; once for each signal.
   *
   * @param size asked when scraped; must neither block nor fail
   * @throws IllegalStateException if it was said before
   */
  public void queued(ExportedSignal signal, DoubleSupplier size) {
    metrics.gaugeCallback(
        switch (signal) {
          case TRACES -> StandardMetrics.SPANS_QUEUED;
          case LOGS -> StandardMetrics.LOGS_QUEUED;
        },
        size);
  }

  private static MetricDefinition exportedDefinition(ExportedSignal signal) {
    return switch (signal) {
      case TRACES -> StandardMetrics.SPANS_EXPORTED;
      case LOGS -> StandardMetrics.LOGS_EXPORTED;
    };
  }

  private static MetricDefinition droppedDefinition(ExportedSignal signal) {
    return switch (signal) {
      case TRACES -> StandardMetrics.SPANS_DROPPED;
      case LOGS -> StandardMetrics.LOGS_DROPPED;
    };
  }

  private static <K, V> V point(Map<K, V> bound, K key) {
    V value = bound.get(key);
    if (value == null) {
      throw new IllegalArgumentException("no series for " + key);
    }
    return value;
  }
}
