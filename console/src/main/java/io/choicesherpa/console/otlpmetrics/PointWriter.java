package io.choicesherpa.console.otlpmetrics;

import io.choicesherpa.console.series.Exemplar;
import io.choicesherpa.console.series.SampleBatch;
import io.choicesherpa.console.series.SeriesStore;
import io.choicesherpa.console.series.StoredSeries;
import io.choicesherpa.console.store.AttributeText;
import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.StaleMarker;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Data points of one sender as samples of a batch. Not thread-safe. */
final class PointWriter {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final SeriesStore store;
  private final SampleBatch batch;
  private final SenderLabels sender;
  private final long nowMillis;
  private long latestMillis = Long.MIN_VALUE;

  PointWriter(SeriesStore store, SampleBatch batch, SenderLabels sender, long nowMillis) {
    this.store = store;
    this.batch = batch;
    this.sender = sender;
    this.nowMillis = nowMillis;
  }

  /**
   * A number.
   *
   * @param counts whether it counts up from zero
   */
  void number(String metric, NumberDataPoint point, boolean counts) {
    double value =
        isStale(point.getFlags())
            ? StaleMarker.VALUE
            : point.hasAsInt() ? point.getAsInt() : point.getAsDouble();
    StoredSeries series =
        add(
            sender.of(metric, point.getAttributesList()),
            counts ? beginMillis(point.getStartTimeUnixNano(), point.getFlags()) : 0,
            millis(point.getTimeUnixNano()),
            value);
    for (io.opentelemetry.proto.metrics.v1.Exemplar exemplar : point.getExemplarsList()) {
      batch.add(series, exemplar(exemplar));
    }
  }

  void histogram(String metric, HistogramDataPoint point) {
    long timeMillis = millis(point.getTimeUnixNano());
    long beginMillis = beginMillis(point.getStartTimeUnixNano(), point.getFlags());
    boolean stale = isStale(point.getFlags());
    Map<String, String> buckets = sender.of(metric + "_bucket", point.getAttributesList());
    int bounds = Math.min(point.getExplicitBoundsCount(), point.getBucketCountsCount());
    double lower = Double.NEGATIVE_INFINITY;
    long count = 0;
    for (int i = 0; i <= bounds; i++) {
      boolean last = i == bounds;
      count += last ? 0 : point.getBucketCounts(i);
      double upper = last ? Double.POSITIVE_INFINITY : point.getExplicitBounds(i);
      buckets.put("le", last ? "+Inf" : text(upper));
      double value = last ? point.getCount() : count;
      StoredSeries series =
          add(buckets, beginMillis, timeMillis, stale ? StaleMarker.VALUE : value);
      for (io.opentelemetry.proto.metrics.v1.Exemplar exemplar : point.getExemplarsList()) {
        Exemplar one = exemplar(exemplar);
        if (one.value() > lower && one.value() <= upper) {
          batch.add(series, one);
        }
      }
      lower = upper;
    }
    Map<String, String> others = sender.of(metric + "_count", point.getAttributesList());
    add(others, beginMillis, timeMillis, stale ? StaleMarker.VALUE : point.getCount());
    if (point.hasSum()) {
      others.put(Labels.METRIC_NAME, metric + "_sum");
      add(others, beginMillis, timeMillis, stale ? StaleMarker.VALUE : point.getSum());
    }
  }

  /** False when it cannot be a native histogram. */
  boolean exponential(String metric, ExponentialHistogramDataPoint point) {
    Histogram histogram = NativeHistogram.of(point, isStale(point.getFlags()));
    if (histogram == null) {
      return false;
    }
    long timeMillis = millis(point.getTimeUnixNano());
    StoredSeries series = store.series(Labels.of(sender.of(metric, point.getAttributesList())));
    batch.add(series, timeMillis, histogram);
    begun(series, beginMillis(point.getStartTimeUnixNano(), point.getFlags()));
    for (io.opentelemetry.proto.metrics.v1.Exemplar exemplar : point.getExemplarsList()) {
      batch.add(series, exemplar(exemplar));
    }
    return true;
  }

  void summary(String metric, SummaryDataPoint point) {
    long timeMillis = millis(point.getTimeUnixNano());
    long beginMillis = beginMillis(point.getStartTimeUnixNano(), point.getFlags());
    boolean stale = isStale(point.getFlags());
    Map<String, String> quantiles = sender.of(metric, point.getAttributesList());
    for (SummaryDataPoint.ValueAtQuantile quantile : point.getQuantileValuesList()) {
      quantiles.put("quantile", text(quantile.getQuantile()));
      add(quantiles, 0, timeMillis, stale ? StaleMarker.VALUE : quantile.getValue());
    }
    Map<String, String> others = sender.of(metric + "_count", point.getAttributesList());
    add(others, beginMillis, timeMillis, stale ? StaleMarker.VALUE : point.getCount());
    others.put(Labels.METRIC_NAME, metric + "_sum");
    add(others, beginMillis, timeMillis, stale ? StaleMarker.VALUE : point.getSum());
  }

  /** Says who the sender is, as of its latest point. */
  void info() {
    if (latestMillis != Long.MIN_VALUE && sender.hasInfo()) {
      batch.add(sender.info(), latestMillis, 1);
    }
  }

  private @Nullable StoredSeries add(
      Map<String, String> labels, long beginMillis, long timeMillis, double value) {
    StoredSeries series = store.series(Labels.of(labels));
    batch.add(series, timeMillis, value);
    begun(series, beginMillis);
    return series;
  }

  /** Of the sample added last, unless its series was refused. */
  private void begun(@Nullable StoredSeries series, long beginMillis) {
    if (series != null && beginMillis > 0) {
      batch.begun(batch.size() - 1, beginMillis);
    }
  }

  /** When what a point counts began; 0 when it does not say so, or has no value. */
  private static long beginMillis(long nanos, int flags) {
    return isStale(flags) ? 0 : nanos / NANOS_PER_MILLI;
  }

  private long millis(long nanos) {
    long timeMillis = nanos == 0 ? nowMillis : nanos / NANOS_PER_MILLI;
    latestMillis = Math.max(latestMillis, timeMillis);
    return timeMillis;
  }

  private static boolean isStale(int flags) {
    return (flags & DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE) != 0;
  }

  private Exemplar exemplar(io.opentelemetry.proto.metrics.v1.Exemplar from) {
    Map<String, String> labels = new TreeMap<>();
    for (KeyValue attribute : from.getFilteredAttributesList()) {
      labels.put(PrometheusNames.label(attribute.getKey()), AttributeText.of(attribute.getValue()));
    }
    if (!from.getTraceId().isEmpty()) {
      labels.put("trace_id", HexFormat.of().formatHex(from.getTraceId().toByteArray()));
    }
    if (!from.getSpanId().isEmpty()) {
      labels.put("span_id", HexFormat.of().formatHex(from.getSpanId().toByteArray()));
    }
    double value = from.hasAsInt() ? from.getAsInt() : from.getAsDouble();
    long nanos = from.getTimeUnixNano();
    return new Exemplar(Labels.of(labels), value, nanos == 0 ? nowMillis : nanos / NANOS_PER_MILLI);
  }

  /** A bound as Prometheus's own clients write it. */
  private static String text(double bound) {
    if (Double.isNaN(bound) || Double.isInfinite(bound)) {
      return Double.isNaN(bound) ? "NaN" : bound > 0 ? "+Inf" : "-Inf";
    }
    String plain = new BigDecimal(Double.toString(bound)).stripTrailingZeros().toPlainString();
    return plain.equals("-0") ? "0" : plain;
  }
}
