package io.choicesherpa.promql.script;

import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.Histogram.Buckets;
import io.choicesherpa.promql.model.Histogram.CounterReset;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.source.MemorySample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Makes native histograms with custom buckets of the series of classic ones. */
final class ClassicHistograms {

  private static final String LE = "le";

  private final Map<Labels, TreeMap<Long, Parts>> histograms = new LinkedHashMap<>();

  private static final class Parts {
    final TreeMap<Double, Double> cumulative = new TreeMap<>();
    @Nullable Double count;
    double sum;
  }

  /** Takes a sample of a series, if it is of a classic histogram. */
  void add(Labels labels, long millis, double value) {
    String name = labels.metricName();
    if (name.endsWith("_bucket")) {
      Double bound = bound(labels.valueOf(LE));
      if (bound != null) {
        parts(labels, name, "_bucket", millis).cumulative.putIfAbsent(bound, value);
      }
    } else if (name.endsWith("_count")) {
      parts(labels, name, "_count", millis).count = value;
    } else if (name.endsWith("_sum")) {
      parts(labels, name, "_sum", millis).sum = value;
    }
  }

  private static @Nullable Double bound(String le) {
    if (!NumberForm.is(le)) {
      return null;
    }
    double bound = NumberForm.parse(le);
    return Double.isNaN(bound) ? null : bound;
  }

  private Parts parts(Labels labels, String name, String suffix, long millis) {
    Labels base =
        labels
            .without(List.of(LE))
            .with(Labels.METRIC_NAME, name.substring(0, name.length() - suffix.length()));
    return histograms
        .computeIfAbsent(base, key -> new TreeMap<>())
        .computeIfAbsent(millis, key -> new Parts());
  }

  /** All that were made, by series and time. */
  BiConsumerSource histograms() {
    return action ->
        histograms.forEach(
            (labels, byTime) ->
                byTime.forEach(
                    (millis, parts) ->
                        action.accept(labels, MemorySample.of(millis, convert(labels, parts)))));
  }

  /** Something that hands over pairs. */
  interface BiConsumerSource {
    void forEach(BiConsumer<Labels, MemorySample> action);
  }

  private static Histogram convert(Labels labels, Parts parts) {
    TreeMap<Double, Double> cumulative = new TreeMap<>(parts.cumulative);
    Double known = parts.count;
    if (known == null && cumulative.isEmpty()) {
      throw new IllegalArgumentException("histogram without count and buckets: " + labels);
    }
    double count = known == null ? cumulative.lastEntry().getValue() : known;
    cumulative.putIfAbsent(Double.POSITIVE_INFINITY, count);
    List<Double> bounds = new ArrayList<>();
    List<Double> counts = new ArrayList<>();
    double before = 0;
    for (Map.Entry<Double, Double> bucket : cumulative.entrySet()) {
      if (!(bucket.getValue() >= before)) {
        throw new IllegalArgumentException("histogram's buckets are not cumulative: " + labels);
      }
      counts.add(bucket.getValue() - before);
      before = bucket.getValue();
      if (bucket.getKey() != Double.POSITIVE_INFINITY) {
        bounds.add(bucket.getKey());
      }
    }
    if (before != count) {
      throw new IllegalArgumentException("histogram's count differs from its buckets: " + labels);
    }
    return new Histogram(
        Histogram.CUSTOM_BUCKETS,
        0,
        0,
        count,
        parts.sum,
        new Buckets(0, counts),
        Buckets.NONE,
        bounds,
        CounterReset.UNKNOWN);
  }
}
