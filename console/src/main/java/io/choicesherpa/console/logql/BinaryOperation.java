package io.choicesherpa.console.logql;

import io.choicesherpa.console.logql.MetricEvaluator.Value;
import io.choicesherpa.console.logql.MetricQuery.Grouping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An operator between two values. */
final class BinaryOperation {

  private static final Grouping ALL_LABELS = new Grouping(false, List.of());

  private final MetricQuery.Binary binary;
  private final Steps steps;
  private final boolean comparison;

  BinaryOperation(MetricQuery.Binary binary, Steps steps) {
    this.binary = binary;
    this.steps = steps;
    this.comparison = Comparison.OPS.contains(binary.op());
  }

  Value apply(Value left, Value right) {
    boolean set = List.of("and", "or", "unless").contains(binary.op());
    Double l = left.scalar();
    Double r = right.scalar();
    if (set) {
      if (l != null || r != null) {
        throw new LogQlException(binary.op() + " wants series on both sides");
      }
      return Value.of(setOperation(left.series(), right.series()));
    }
    if (l != null && r != null) {
      return Value.of(comparison ? flag(l, r) : calculate(l, r));
    }
    if (l != null) {
      return Value.of(right.series().stream().map(s -> withScalar(s, l, true)).toList());
    }
    if (r != null) {
      return Value.of(left.series().stream().map(s -> withScalar(s, r, false)).toList());
    }
    return Value.of(matched(left.series(), right.series()));
  }

  private double flag(double left, double right) {
    return Comparison.holds(binary.op(), left, right) ? 1 : 0;
  }

  private double calculate(double left, double right) {
    return switch (binary.op()) {
      case "+" -> left + right;
      case "-" -> left - right;
      case "*" -> left * right;
      case "/" -> left / right;
      case "%" -> left % right;
      case "^" -> Math.pow(left, right);
      default -> throw new LogQlException("unknown operator " + binary.op());
    };
  }

  private MetricSeries withScalar(MetricSeries series, double scalar, boolean scalarLeft) {
    MetricSeries result = new MetricSeries(series.labels(), steps.count());
    for (int step = 0; step < steps.count(); step++) {
      if (series.has(step)) {
        double left = scalarLeft ? scalar : series.at(step);
        double right = scalarLeft ? series.at(step) : scalar;
        set(result, step, left, right, series.at(step));
      }
    }
    return result;
  }

  private void set(MetricSeries result, int step, double left, double right, double kept) {
    if (!comparison) {
      result.set(step, calculate(left, right));
    } else if (binary.bool()) {
      result.set(step, flag(left, right));
    } else if (Comparison.holds(binary.op(), left, right)) {
      result.set(step, kept);
    }
  }

  private Map<String, String> key(MetricSeries series) {
    Grouping matching = binary.matching();
    return MetricEvaluator.key(matching == null ? ALL_LABELS : matching, series.labels());
  }

  private List<MetricSeries> matched(List<MetricSeries> left, List<MetricSeries> right) {
    Map<Map<String, String>, MetricSeries> byKey = byKey(right);
    byKey(left);
    List<MetricSeries> result = new ArrayList<>();
    for (MetricSeries l : left) {
      Map<String, String> key = key(l);
      MetricSeries r = byKey.get(key);
      if (r != null) {
        MetricSeries both =
            new MetricSeries(comparison && !binary.bool() ? l.labels() : key, steps.count());
        for (int step = 0; step < steps.count(); step++) {
          if (l.has(step) && r.has(step)) {
            set(both, step, l.at(step), r.at(step), l.at(step));
          }
        }
        result.add(both);
      }
    }
    return result;
  }

  private Map<Map<String, String>, MetricSeries> byKey(List<MetricSeries> series) {
    Map<Map<String, String>, MetricSeries> byKey = new HashMap<>();
    for (MetricSeries one : series) {
      if (byKey.put(key(one), one) != null) {
        throw new LogQlException(
            "several series match on one side of " + binary.op() + ": " + key(one));
      }
    }
    return byKey;
  }

  private List<MetricSeries> setOperation(List<MetricSeries> left, List<MetricSeries> right) {
    if (binary.op().equals("or")) {
      List<MetricSeries> result = new ArrayList<>(left);
      result.addAll(masked(right, left, false));
      return result;
    }
    return masked(left, right, binary.op().equals("and"));
  }

  /** Of {@code series} the steps at which one of {@code others} with the same key has a value. */
  private List<MetricSeries> masked(
      List<MetricSeries> series, List<MetricSeries> others, boolean wanted) {
    Map<Map<String, String>, List<MetricSeries>> byKey = new HashMap<>();
    others.forEach(o -> byKey.computeIfAbsent(key(o), k -> new ArrayList<>()).add(o));
    List<MetricSeries> result = new ArrayList<>();
    for (MetricSeries one : series) {
      MetricSeries masked = new MetricSeries(one.labels(), one);
      List<MetricSeries> same = byKey.getOrDefault(key(one), List.of());
      for (int step = 0; step < steps.count(); step++) {
        int at = step;
        if (same.stream().anyMatch(o -> o.has(at)) != wanted) {
          masked.clear(step);
        }
      }
      result.add(masked);
    }
    return result;
  }
}
