package io.choicesherpa.console.otlpmetrics;

import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.Histogram.Buckets;
import io.choicesherpa.promql.model.Histogram.CounterReset;
import io.choicesherpa.promql.model.StaleMarker;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OTLP's exponential histograms as native ones. Their buckets are the same, counted from one lower;
 * a scale over 8 is brought down by joining neighbours.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/#exponential-histograms">
 *     Exponential histograms</a>
 */
final class NativeHistogram {

  private static final int MIN_SCHEMA = -4;
  private static final int MAX_SCHEMA = 8;

  /** So OTLP means it when it names no threshold. */
  private static final double DEFAULT_ZERO_THRESHOLD = 1e-128;

  private NativeHistogram() {}

  /** Null when the scale is coarser than native histograms can be. */
  static @Nullable Histogram of(ExponentialHistogramDataPoint point, boolean stale) {
    if (point.getScale() < MIN_SCHEMA) {
      return null;
    }
    int down = Math.max(0, point.getScale() - MAX_SCHEMA);
    double threshold = point.getZeroThreshold();
    return new Histogram(
        Math.min(MAX_SCHEMA, point.getScale()),
        threshold == 0 ? DEFAULT_ZERO_THRESHOLD : threshold,
        point.getZeroCount(),
        point.getCount(),
        stale ? StaleMarker.VALUE : point.getSum(),
        buckets(point.getPositive(), down),
        buckets(point.getNegative(), down),
        List.of(),
        CounterReset.UNKNOWN);
  }

  private static Buckets buckets(ExponentialHistogramDataPoint.Buckets from, int down) {
    if (from.getBucketCountsCount() == 0) {
      return Buckets.NONE;
    }
    int first = from.getOffset() >> down;
    List<Double> counts = new ArrayList<>();
    for (int i = 0; i < from.getBucketCountsCount(); i++) {
      int at = ((from.getOffset() + i) >> down) - first;
      if (at == counts.size()) {
        counts.add(0.0);
      }
      counts.set(at, counts.get(at) + from.getBucketCounts(i));
    }
    return new Buckets(first + 1, counts);
  }
}
