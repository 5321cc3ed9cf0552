package io.choicesherpa.promql.engine.data;

import io.choicesherpa.promql.math.FloatText;
import io.choicesherpa.promql.model.PositionRange;
import io.choicesherpa.promql.model.QueryAnnotation;
import io.choicesherpa.promql.model.QueryAnnotation.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a query has to say besides its answer, each thing once. The texts are Prometheus's, because
 * other programs and test scripts compare them.
 */
public final class Annotations {

  private static final int MAX_KEPT = 1_000;

  private final Map<String, QueryAnnotation> byMessage = new LinkedHashMap<>();
  private final Map<String, ForcedBuckets> forced = new LinkedHashMap<>();
  private final Map<String, Integer> overlaps = new LinkedHashMap<>();

  /** The answer may be wrong. */
  public void warn(String message, PositionRange position) {
    add(Severity.WARNING, "PromQL warning: " + message, position);
  }

  /** The answer may not be what was meant. */
  public void info(String message, PositionRange position) {
    add(Severity.INFO, "PromQL info: " + message, position);
  }

  private void add(Severity severity, String message, PositionRange position) {
    if (byMessage.size() < MAX_KEPT || byMessage.containsKey(message)) {
      byMessage.put(message, new QueryAnnotation(severity, message, "", position));
    }
  }

  /** A φ outside of 0 to 1. */
  public void invalidQuantile(double phi, PositionRange position) {
    warn("quantile value should be between 0 and 1, got " + FloatText.general(phi), position);
  }

  /** Numbers and histograms of one metric within a range. */
  public void mixedFloatsHistograms(String metric, PositionRange position) {
    warn("encountered a mix of histograms and floats for metric name " + quoted(metric), position);
  }

  /** Numbers and histograms in one group. */
  public void mixedFloatsHistogramsInAggregation(PositionRange position) {
    warn("encountered a mix of histograms and floats for aggregation", position);
  }

  /** Exponential and given buckets of one metric. */
  public void mixedExponentialCustom(String metric, PositionRange position) {
    warn(
        "vector contains a mix of histograms with exponential and custom buckets schemas for"
            + " metric name "
            + quoted(metric),
        position);
  }

  /** A gauge where a counter is meant. */
  public void histogramNotCounter(String metric, PositionRange position) {
    warn("this native histogram metric is not a counter: " + quoted(metric), position);
  }

  /** A counter where a gauge is meant. */
  public void histogramNotGauge(String metric, PositionRange position) {
    warn("this native histogram metric is not a gauge: " + quoted(metric), position);
  }

  /** Histograms that contradict each other on whether there was a reset. */
  public void counterResetCollision(String operation, PositionRange position) {
    warn("conflicting counter resets during histogram " + operation, position);
  }

  /** Histograms whose given bounds differ. */
  public void boundsReconciled(String operation, PositionRange position) {
    info("mismatched custom buckets were reconciled during " + operation, position);
  }

  /** A name that no counter should have. */
  public void possibleNonCounter(String metric, PositionRange position) {
    info(
        "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "
            + quoted(metric),
        position);
  }

  /** Histograms left out of a range of numbers. */
  public void histogramsIgnoredInRange(String metric, PositionRange position) {
    info(
        "ignored histograms in a range containing both floats and histograms for metric name "
            + quoted(metric),
        position);
  }

  /** Histograms left out of an aggregation. */
  public void histogramIgnoredInAggregation(String operator, PositionRange position) {
    info("ignored histogram in " + operator + " aggregation", position);
  }

  /** Operands that the operator cannot take together. */
  public void incompatibleOperands(
      String left, String operator, String right, PositionRange position) {
    info(
        "incompatible sample types encountered for binary operator "
            + quoted(operator)
            + ": "
            + left
            + ' '
            + operator
            + ' '
            + right,
        position);
  }

  /** Exponential and given buckets on two sides of an operator. */
  public void incompatibleBuckets(String operator, PositionRange position) {
    warn("incompatible bucket layout encountered for binary operator " + operator, position);
  }

  /** A bucket without a bound. */
  public void badBucketLabel(String value, String metric, PositionRange position) {
    warn(
        "bucket label \"le\" is missing or has a malformed value of "
            + quoted(value)
            + forMetric(metric),
        position);
  }

  /** A histogram that is there in both forms. */
  public void mixedClassicNative(String metric, PositionRange position) {
    warn("vector contains a mix of classic and native histograms" + forMetric(metric), position);
  }

  /** NaN observations; {@code effect} says what they do. */
  public void nanObservations(
      String function, String effect, String metric, PositionRange position) {
    info("input to " + function + " has NaN observations, " + effect + forMetric(metric), position);
  }

  /** Buckets that had to be raised. */
  public void forcedMonotonicity(String metric, PositionRange position, ForcedBuckets buckets) {
    String message =
        "PromQL info: input to histogram_quantile needed to be fixed for monotonicity (see"
            + " https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)"
            + forMetric(metric);
    ForcedBuckets merged = forced.merge(message, buckets, ForcedBuckets::plus);
    if (byMessage.size() < MAX_KEPT || byMessage.containsKey(message)) {
      byMessage.put(message, new QueryAnnotation(Severity.INFO, message, merged.text(), position));
    }
  }

  /** A sample that counts from before the one before it was taken. */
  public void startOverlap(String metric, PositionRange position) {
    String message =
        "PromQL warning: sample has start time that overlaps with previous sample timestamp for"
            + " metric "
            + quoted(metric);
    int count = overlaps.merge(message, 1, Integer::sum);
    String detail = count > 1 ? " (" + count + " occurrences)" : "";
    if (byMessage.size() < MAX_KEPT || byMessage.containsKey(message)) {
      byMessage.put(message, new QueryAnnotation(Severity.WARNING, message, detail, position));
    }
  }

  private static String forMetric(String metric) {
    return metric.isEmpty() ? "" : " for metric name " + quoted(metric);
  }

  /** A text in quotes, as Go writes it. */
  public static String quoted(String text) {
    StringBuilder out = new StringBuilder().append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        default -> out.append(c);
      }
    }
    return out.append('"').toString();
  }

  /** All so far. */
  public List<QueryAnnotation> all() {
    return new ArrayList<>(byMessage.values());
  }
}
