package io.choicesherpa.console.logql;

import io.choicesherpa.console.logql.MetricQuery.Grouping;
import io.choicesherpa.console.store.LogSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Evaluates a query for numbers at all its steps at once. Not thread-safe: one for each query. */
final class MetricEvaluator {

  /** Either a number or series. */
  record Value(@Nullable Double scalar, List<MetricSeries> series) {

    static Value of(double scalar) {
      return new Value(scalar, List.of());
    }

    static Value of(List<MetricSeries> series) {
      return new Value(null, series);
    }
  }

  private final LogSource logs;
  private final Steps steps;
  private final Budget budget;

  MetricEvaluator(LogSource logs, Steps steps, Budget budget) {
    this.logs = logs;
    this.steps = steps;
    this.budget = budget;
  }

  MetricResult evaluate(MetricQuery query) {
    Value value = evaluate(query, new HashSet<>(), null);
    List<MetricSeries> series = new ArrayList<>(value.series);
    series.removeIf(MetricSeries::isEmpty);
    if (!isOrdered(query)) {
      series.sort(Comparator.comparing(s -> s.labels().toString()));
    }
    return new MetricResult(series, value.scalar, budget.stats());
  }

  private static boolean isOrdered(MetricQuery query) {
    return query instanceof MetricQuery.Aggregation aggregation
        && (aggregation.operation().startsWith("sort") || aggregation.operation().endsWith("k"));
  }

  /**
   * Evaluates one node.
   *
   * @param named labels that an outer node names; structured metadata are told apart only by these
   * @param summedBy what the series will be summed up by right away; null for anything else
   */
  private Value evaluate(MetricQuery query, Set<String> named, @Nullable Grouping summedBy) {
    budget.checkTime();
    if (query instanceof MetricQuery.Scalar scalar) {
      return Value.of(scalar.value());
    }
    if (query instanceof MetricQuery.Vector vector) {
      MetricSeries series = new MetricSeries(Map.of(), steps.count());
      for (int step = 0; step < steps.count(); step++) {
        series.set(step, vector.value());
      }
      return Value.of(List.of(series));
    }
    if (query instanceof MetricQuery.Range range) {
      Grouping own = range.grouping();
      return Value.of(
          new RangeFunction(range, logs, steps, budget)
              .evaluate(named, own == null ? summedBy : own));
    }
    if (query instanceof MetricQuery.Aggregation aggregation) {
      return Value.of(aggregate(aggregation, named));
    }
    if (query instanceof MetricQuery.LabelReplace replace) {
      Set<String> more = new HashSet<>(named);
      more.add(replace.from());
      return Value.of(replaced(replace, evaluate(replace.of(), more, null).series));
    }
    MetricQuery.Binary binary = (MetricQuery.Binary) query;
    Set<String> more = new HashSet<>(named);
    if (binary.matching() != null) {
      more.addAll(binary.matching().names());
    }
    Value left = evaluate(binary.left(), more, null);
    Value right = evaluate(binary.right(), more, null);
    return new BinaryOperation(binary, steps).apply(left, right);
  }

  private List<MetricSeries> aggregate(MetricQuery.Aggregation aggregation, Set<String> named) {
    Grouping grouping = aggregation.grouping();
    Set<String> more = new HashSet<>(named);
    if (grouping != null && grouping.by()) {
      more.addAll(grouping.names());
    }
    Grouping summedBy = null;
    if (aggregation.operation().equals("sum") && isSummable(aggregation.of())) {
      summedBy = grouping == null ? new Grouping(true, List.of()) : grouping;
    }
    Value value = evaluate(aggregation.of(), more, summedBy);
    if (value.scalar != null) {
      throw new LogQlException(aggregation.operation() + " wants series, not a number");
    }
    List<MetricSeries> result = new Aggregator(aggregation, steps).apply(value.series);
    budget.series(result.size());
    return result;
  }

  /** Whether lines may be counted by the outer labels at once. */
  private static boolean isSummable(MetricQuery query) {
    return query instanceof MetricQuery.Range range
        && range.grouping() == null
        && Set.of("count_over_time", "rate", "bytes_over_time", "bytes_rate", "sum_over_time")
            .contains(range.function());
  }

  private List<MetricSeries> replaced(MetricQuery.LabelReplace replace, List<MetricSeries> in) {
    List<MetricSeries> out = new ArrayList<>();
    for (MetricSeries series : in) {
      com.google.re2j.Matcher found =
          replace.regex().matcher(series.labels().getOrDefault(replace.from(), ""));
      if (!found.matches()) {
        out.add(series);
        continue;
      }
      Map<String, String> labels = new TreeMap<>(series.labels());
      try {
        StringBuilder value = new StringBuilder();
        found.reset();
        if (found.find()) {
          found.appendReplacement(value, replace.replacement());
        }
        labels.put(replace.to(), value.toString());
      } catch (RuntimeException e) {
        throw new LogQlException("label_replace: the replacement names no group of the expression");
      }
      labels.values().removeIf(String::isEmpty);
      out.add(new MetricSeries(labels, series));
    }
    return out;
  }

  /** The labels by which a group is told apart. */
  static Map<String, String> key(@Nullable Grouping grouping, Map<String, String> labels) {
    Map<String, String> key = new TreeMap<>();
    if (grouping == null) {
      return key;
    }
    if (!grouping.by()) {
      key.putAll(labels);
      key.keySet().removeAll(grouping.names());
      return key;
    }
    for (String name : grouping.names()) {
      String value = labels.getOrDefault(name, "");
      if (!value.isEmpty()) {
        key.put(name, value);
      }
    }
    return key;
  }
}
