package io.choicesherpa.console.receive;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;

/** Keeps no metrics and says so to each sender. */
public final class UnkeptMetrics implements MetricSink {

  @Override
  public Outcome accept(ExportMetricsServiceRequest request) {
    long points =
        request.getResourceMetricsList().stream()
            .flatMap(resource -> resource.getScopeMetricsList().stream())
            .flatMap(scope -> scope.getMetricsList().stream())
            .mapToLong(UnkeptMetrics::dataPoints)
            .sum();
    return new Outcome(
        0, points, points == 0 ? "" : "metrics are scraped from /metrics; those sent are not kept");
  }

  private static long dataPoints(Metric metric) {
    return 0L
        + metric.getGauge().getDataPointsCount()
        + metric.getSum().getDataPointsCount()
        + metric.getHistogram().getDataPointsCount()
        + metric.getExponentialHistogram().getDataPointsCount()
        + metric.getSummary().getDataPointsCount();
  }
}
