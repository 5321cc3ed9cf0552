package io.choicesherpa.console.otlpmetrics;

import io.choicesherpa.console.receive.MetricSink;
import io.choicesherpa.console.series.BatchOutcome;
import io.choicesherpa.console.series.MetricMetadata;
import io.choicesherpa.console.series.SampleBatch;
import io.choicesherpa.console.series.SeriesStore;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.TreeSet;

/**
 * Makes series of OTLP's metrics, as Prometheus's own OTLP receiver names them. Sums and histograms
 * have to be cumulative: PromQL knows no other, and points of delta temporality are refused with
 * this reason. Thread-safe.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/#otlp-metric-points-to-prometheus">
 *     OTLP metric points to Prometheus</a>
 */
public final class OtlpMetrics implements MetricSink {

  private static final Duration READY_LIMIT = Duration.ofSeconds(2);
  private static final String DELTA = "delta temporality is not kept: export cumulative";
  private static final String COARSE = "an exponential histogram's scale is below -4";
  private static final String NO_NAME = "a metric has no name";

  private final SeriesStore store;
  private final Clock clock;

  /** Into {@code store}. */
  public OtlpMetrics(SeriesStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Outcome accept(ExportMetricsServiceRequest request) {
    Reading reading = new Reading();
    boolean ready = store.awaitReady(READY_LIMIT);
    for (ResourceMetrics resource : request.getResourceMetricsList()) {
      reading.writer =
          new PointWriter(
              store, reading.batch, new SenderLabels(resource.getResource()), clock.millis());
      for (ScopeMetrics scope : resource.getScopeMetricsList()) {
        scope.getMetricsList().forEach(reading::metric);
      }
      reading.writer.info();
    }
    if (!ready) {
      return new Outcome(
          0, reading.points + reading.rejected, "series of the last run are still being read");
    }
    BatchOutcome outcome = reading.batch.commit();
    if (outcome.dropped() > 0) {
      reading.reasons.add(outcome.reason());
    }
    // One point may be many samples: those of a point stand and fall together but for a full store.
    long dropped = Math.min(reading.points, outcome.dropped());
    return new Outcome(
        reading.points - dropped, reading.rejected + dropped, String.join("; ", reading.reasons));
  }

  /** Of one request. */
  private final class Reading {
    private final SampleBatch batch = store.batch();
    private final TreeSet<String> reasons = new TreeSet<>();
    private PointWriter writer =
        new PointWriter(
            store, batch, new SenderLabels(ResourceMetrics.getDefaultInstance().getResource()), 0);
    private long points;
    private long rejected;

    void metric(Metric metric) {
      int count = points(metric);
      String refusal = metric.getName().isEmpty() ? NO_NAME : isDelta(metric) ? DELTA : "";
      if (count == 0 || !refusal.isEmpty()) {
        rejected += count;
        if (count > 0) {
          reasons.add(refusal);
        }
        return;
      }
      boolean counter = metric.hasSum() && metric.getSum().getIsMonotonic();
      boolean gauge = metric.hasGauge() || (metric.hasSum() && !counter);
      String name =
          PrometheusNames.metric(metric.getName(), metric.getUnit(), counter, metric.hasGauge());
      String unit = metric.getUnit();
      String type =
          counter ? "counter" : gauge ? "gauge" : metric.hasSummary() ? "summary" : "histogram";
      store.metadata().put(name, new MetricMetadata(type, metric.getDescription(), unit));
      points += count;
      switch (metric.getDataCase()) {
        case GAUGE ->
            metric
                .getGauge()
                .getDataPointsList()
                .forEach(point -> writer.number(name, point, false));
        case SUM ->
            metric
                .getSum()
                .getDataPointsList()
                .forEach(point -> writer.number(name, point, counter));
        case HISTOGRAM ->
            metric
                .getHistogram()
                .getDataPointsList()
                .forEach(point -> writer.histogram(name, point));
        case SUMMARY ->
            metric.getSummary().getDataPointsList().forEach(point -> writer.summary(name, point));
        case EXPONENTIAL_HISTOGRAM -> {
          for (ExponentialHistogramDataPoint point :
              metric.getExponentialHistogram().getDataPointsList()) {
            if (!writer.exponential(name, point)) {
              points--;
              rejected++;
              reasons.add(COARSE);
            }
          }
        }
        case DATA_NOT_SET -> points -= count;
      }
    }
  }

  private static boolean isDelta(Metric metric) {
    AggregationTemporality temporality =
        switch (metric.getDataCase()) {
          case SUM -> metric.getSum().getAggregationTemporality();
          case HISTOGRAM -> metric.getHistogram().getAggregationTemporality();
          case EXPONENTIAL_HISTOGRAM ->
              metric.getExponentialHistogram().getAggregationTemporality();
          default -> AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
        };
    return temporality != AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
  }

  private static int points(Metric metric) {
    return switch (metric.getDataCase()) {
      case GAUGE -> metric.getGauge().getDataPointsCount();
      case SUM -> metric.getSum().getDataPointsCount();
      case HISTOGRAM -> metric.getHistogram().getDataPointsCount();
      case EXPONENTIAL_HISTOGRAM -> metric.getExponentialHistogram().getDataPointsCount();
      case SUMMARY -> metric.getSummary().getDataPointsCount();
      case DATA_NOT_SET -> 0;
    };
  }
}
