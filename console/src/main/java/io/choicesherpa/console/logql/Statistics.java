package io.choicesherpa.console.logql;

import java.util.Arrays;

/** Numbers about numbers. */
final class Statistics {

  private Statistics() {}

  /**
   * One of sum, avg, min, max, count, stddev, stdvar, quantile and absent.
   *
   * @param values not empty; may be put into another order
   * @param parameter the quantile
   */
  static double of(String name, double[] values, double parameter) {
    return switch (name) {
      case "sum" -> Arrays.stream(values).sum();
      case "avg" -> Arrays.stream(values).sum() / values.length;
      case "min" -> Arrays.stream(values).min().orElse(Double.NaN);
      case "max" -> Arrays.stream(values).max().orElse(Double.NaN);
      case "count", "absent" -> values.length;
      case "stdvar" -> variance(values);
      case "stddev" -> Math.sqrt(variance(values));
      case "quantile" -> quantile(values, parameter);
      default -> throw new IllegalArgumentException("no such statistic: " + name);
    };
  }

  private static double variance(double[] values) {
    double mean = Arrays.stream(values).sum() / values.length;
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length;
  }

  private static double quantile(double[] values, double quantile) {
    if (quantile < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (quantile > 1) {
      return Double.POSITIVE_INFINITY;
    }
    Arrays.sort(values);
    double rank = quantile * (values.length - 1);
    int lower = (int) Math.floor(rank);
    int upper = Math.min(values.length - 1, lower + 1);
    double weight = rank - lower;
    return values[lower] * (1 - weight) + values[upper] * weight;
  }
}
