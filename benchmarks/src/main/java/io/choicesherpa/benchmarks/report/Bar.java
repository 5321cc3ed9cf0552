package io.choicesherpa.benchmarks.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What was promised of a comparison, and whether it holds.
 *
 * @param promise in words
 * @param found the number in question, in words
 */
record Bar(String promise, String found, boolean met) {

  private static final double A_THIRD = 1.0 / 3;
  private static final double A_FIFTH = 1.0 / 5;
  private static final double REQUEST_NANOS = 2000;
  private static final double BESIDE_CLIENT_JAVA = 1.2;

  /** The bar of a table, by its title; measurements are in the table's order, ours first. */
  static List<Bar> of(Comparison comparison, List<Measurement> found) {
    String title = comparison.title();
    String name = comparison.rows().get(0).name();
    if (name.startsWith("RequestBenchmark")) {
      Measurement ours = found.get(0);
      return List.of(
          share(title + ": at most one fifth of Spring's time", ours, found.get(1), A_FIFTH),
          new Bar(
              title + ": under 2 µs",
              String.format(Locale.ROOT, "%.2f µs", ours.nanos() / 1000),
              ours.nanos() < REQUEST_NANOS));
    }
    if (name.startsWith("MetricsBenchmark")) {
      return List.of(
          share(
              title + ": within 1.2 times client_java",
              found.get(0),
              found.get(1),
              BESIDE_CLIENT_JAVA));
    }
    if (name.startsWith("EncodeBenchmark")
        || name.startsWith("AppenderBenchmark")
        || name.startsWith("CallerBenchmark")) {
      Measurement fastest =
          found.stream().skip(1).min(Comparator.comparingDouble(Measurement::nanos)).orElseThrow();
      return List.of(
          share(
              title + ": at most one third of the fastest peer's time",
              found.get(0),
              fastest,
              A_THIRD));
    }
    return List.of();
  }

  private static Bar share(String promise, Measurement ours, Measurement peer, double limit) {
    double share = ours.nanos() / peer.nanos();
    return new Bar(promise, String.format(Locale.ROOT, "%.2f of it", share), share <= limit);
  }
}
