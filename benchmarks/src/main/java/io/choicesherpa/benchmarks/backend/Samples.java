package io.choicesherpa.benchmarks.backend;

import java.util.Arrays;
import java.util.List;

/**
 * What several rounds gave for one figure.
 *
 * @param values one a round, at least one
 */
record Samples(List<Double> values) {

  Samples {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values");
    }
  }

  /** The middle one; of an even number the mean of both in the middle. */
  double median() {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double min() {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double max() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /**
   * The median over the rounds of this figure's share of the other's in the same round: what slows
   * the machine for a while slows both.
   */
  double shareOf(Samples other) {
    int rounds = Math.min(values.size(), other.values.size());
    Double[] shares = new Double[rounds];
    for (int i = 0; i < rounds; i++) {
      shares[i] = values.get(i) / other.values.get(i);
    }
    return new Samples(List.of(shares)).median();
  }
}
