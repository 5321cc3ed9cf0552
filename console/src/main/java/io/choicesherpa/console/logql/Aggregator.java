package io.choicesherpa.console.logql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums series up. */
final class Aggregator {

  private final MetricQuery.Aggregation aggregation;
  private final Steps steps;

  Aggregator(MetricQuery.Aggregation aggregation, Steps steps) {
    this.aggregation = aggregation;
    this.steps = steps;
  }

  List<MetricSeries> apply(List<MetricSeries> in) {
    String operation = aggregation.operation();
    if (operation.startsWith("sort")) {
      List<MetricSeries> sorted = new ArrayList<>(in);
      sorted.sort(byLast(operation.equals("sort")));
      return sorted;
    }
    Map<Map<String, String>, List<MetricSeries>> groups = new LinkedHashMap<>();
    for (MetricSeries series : in) {
      groups
          .computeIfAbsent(
              MetricEvaluator.key(aggregation.grouping(), series.labels()),
              key -> new ArrayList<>())
          .add(series);
    }
    List<MetricSeries> out = new ArrayList<>();
    groups.forEach(
        (key, group) -> {
          if (operation.endsWith("k")) {
            out.addAll(best(group));
          } else {
            out.add(combined(key, group));
          }
        });
    return out;
  }

  private Comparator<MetricSeries> byLast(boolean ascending) {
    int last = steps.count() - 1;
    Comparator<MetricSeries> byValue = Comparator.comparingDouble(series -> series.at(last));
    return ascending ? byValue : byValue.reversed();
  }

  private MetricSeries combined(Map<String, String> key, List<MetricSeries> group) {
    MetricSeries result = new MetricSeries(key, steps.count());
    double[] values = new double[group.size()];
    for (int step = 0; step < steps.count(); step++) {
      int count = 0;
      for (MetricSeries series : group) {
        if (series.has(step)) {
          values[count++] = series.at(step);
        }
      }
      if (count > 0) {
        result.set(step, Statistics.of(aggregation.operation(), Arrays.copyOf(values, count), 0));
      }
    }
    return result;
  }

  private List<MetricSeries> best(List<MetricSeries> group) {
    boolean top = aggregation.operation().equals("topk");
    List<MetricSeries> kept = new ArrayList<>();
    group.forEach(series -> kept.add(new MetricSeries(series.labels(), steps.count())));
    for (int step = 0; step < steps.count(); step++) {
      int at = step;
      List<Integer> present = new ArrayList<>();
      for (int i = 0; i < group.size(); i++) {
        if (group.get(i).has(step)) {
          present.add(i);
        }
      }
      Comparator<Integer> byValue = Comparator.comparingDouble(i -> group.get(i).at(at));
      present.sort(top ? byValue.reversed() : byValue);
      for (int i : present.subList(0, Math.min(aggregation.parameter(), present.size()))) {
        kept.get(i).set(step, group.get(i).at(step));
      }
    }
    kept.removeIf(MetricSeries::isEmpty);
    kept.sort(byLast(!top));
    return kept;
  }
}
