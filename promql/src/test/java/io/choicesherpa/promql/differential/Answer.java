package io.choicesherpa.promql.differential;

import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.Point;
import io.choicesherpa.promql.model.PointSeries;
import io.choicesherpa.promql.model.QueryValue;
import io.choicesherpa.promql.model.Sample;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * An answer in a form that can be compared.
 *
 * @param error null when there is one
 * @param series values by time in milliseconds, by labels
 */
record Answer(String type, boolean failed, String error, Map<Labels, Map<Long, Double>> series) {

  /** As Prometheus's own test runner has it: sums are taken in another order. */
  private static final double RELATIVE = 1e-6;

  static Answer failed(String error) {
    return new Answer("error", true, error, Map.of());
  }

  static Answer of(QueryValue value) {
    Map<Labels, Map<Long, Double>> series = new TreeMap<>();
    if (value instanceof QueryValue.Scalar scalar) {
      put(series, Labels.empty(), scalar.timestampMillis(), scalar.value());
    } else if (value instanceof QueryValue.Vector vector) {
      for (Sample sample : vector.samples()) {
        put(series, sample.labels(), sample.timestampMillis(), sample.value());
      }
    } else if (value instanceof QueryValue.Matrix matrix) {
      for (PointSeries one : matrix.series()) {
        for (Point point : one.points()) {
          put(series, one.labels(), point.timestampMillis(), point.value());
        }
      }
    }
    return new Answer(value.type().word(), false, "", series);
  }

  static Answer of(JsonNode answer) {
    if (!answer.at("/status").asString("").equals("success")) {
      return failed(answer.at("/error").asString(""));
    }
    Map<Labels, Map<Long, Double>> series = new TreeMap<>();
    String type = answer.at("/data/resultType").asString("");
    JsonNode result = answer.at("/data/result");
    if (type.equals("scalar")) {
      put(series, Labels.empty(), result);
    } else if (!type.equals("string")) {
      for (JsonNode one : result) {
        Map<String, String> labels = new TreeMap<>();
        one.get("metric")
            .properties()
            .forEach(l -> labels.put(l.getKey(), l.getValue().asString()));
        if (one.has("value")) {
          put(series, Labels.of(labels), one.get("value"));
        } else {
          one.get("values").forEach(value -> put(series, Labels.of(labels), value));
        }
      }
    }
    return new Answer(type, false, "", series);
  }

  private static void put(Map<Labels, Map<Long, Double>> series, Labels labels, JsonNode pair) {
    put(series, labels, Math.round(pair.get(0).asDouble() * 1000), number(pair.get(1).asString()));
  }

  private static void put(
      Map<Labels, Map<Long, Double>> series, Labels labels, long millis, double value) {
    series.computeIfAbsent(labels, key -> new TreeMap<>()).put(millis, value);
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  boolean same(Answer other) {
    if (failed || other.failed) {
      return failed == other.failed;
    }
    return type.equals(other.type)
        && series.keySet().equals(other.series.keySet())
        && series.entrySet().stream()
            .allMatch(
                one -> same(one.getValue(), other.series.getOrDefault(one.getKey(), Map.of())));
  }

  private static boolean same(Map<Long, Double> a, Map<Long, Double> b) {
    return a.keySet().equals(b.keySet())
        && a.entrySet().stream()
            .allMatch(point -> same(point.getValue(), b.getOrDefault(point.getKey(), Double.NaN)));
  }

  /** What floating point leaves of 0 is 0. */
  private static boolean same(double a, double b) {
    return Double.compare(a, b) == 0
        || a == b
        || Math.abs(a - b) <= RELATIVE * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
  }

  /** Short enough for a message. */
  String brief() {
    String text = failed ? "error: " + error : type + " " + series;
    return text.length() > 600 ? text.substring(0, 600) + "…" : text;
  }
}
