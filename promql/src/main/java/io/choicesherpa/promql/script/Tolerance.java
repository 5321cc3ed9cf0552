package io.choicesherpa.promql.script;

import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.Histogram.Buckets;
import io.choicesherpa.promql.model.StaleMarker;
import java.util.Map;
import java.util.TreeMap;

/** Whether values are the same but for what floating point may make of them. */
record Tolerance(double relative) {

  /** As Prometheus's own runner has it. */
  static final double DEFAULT_RELATIVE = 0.000001;

  boolean same(double a, double b) {
    if (StaleMarker.is(a) || StaleMarker.is(b)) {
      return StaleMarker.is(a) && StaleMarker.is(b);
    }
    if (a == b || (Double.isNaN(a) && Double.isNaN(b))) {
      return true;
    }
    double sum = Math.abs(a) + Math.abs(b);
    double difference = Math.abs(a - b);
    if (a == 0 || b == 0 || sum < Double.MIN_NORMAL) {
      return difference < relative * Double.MIN_NORMAL;
    }
    return difference / Math.min(sum, Double.MAX_VALUE) < relative;
  }

  /** Empty buckets do not count; the counter reset does if {@code hint}. */
  boolean same(Histogram a, Histogram b, boolean hint) {
    return a.schema() == b.schema()
        && same(a.count(), b.count())
        && same(a.sum(), b.sum())
        && a.customBounds().equals(b.customBounds())
        && a.zeroThreshold() == b.zeroThreshold()
        && same(a.zeroCount(), b.zeroCount())
        && same(a.positive(), b.positive())
        && same(a.negative(), b.negative())
        && (!hint || a.counterReset() == b.counterReset());
  }

  private boolean same(Buckets a, Buckets b) {
    Map<Integer, Double> left = byIndex(a);
    Map<Integer, Double> right = byIndex(b);
    return left.keySet().equals(right.keySet())
        && left.entrySet().stream()
            .allMatch(bucket -> same(bucket.getValue(), right.getOrDefault(bucket.getKey(), 0.0)));
  }

  private static Map<Integer, Double> byIndex(Buckets buckets) {
    Map<Integer, Double> counts = new TreeMap<>();
    for (int i = 0; i < buckets.counts().size(); i++) {
      double count = buckets.counts().get(i);
      if (count != 0) {
        counts.put(buckets.offset() + i, count);
      }
    }
    return counts;
  }
}
