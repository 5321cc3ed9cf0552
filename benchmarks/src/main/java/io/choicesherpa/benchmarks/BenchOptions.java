package io.choicesherpa.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * What {@code ./bench} was asked for.
 *
 * @param only a regular expression of benchmarks to run; null for all
 * @param output where the page goes
 */
record BenchOptions(Run run, @Nullable String only, String output) {

  /** How much is run; the time for it is bounded by these numbers. */
  enum Run {
    QUICK(1, 5, 4, 600),
    USUAL(2, 4, 4, 700),
    FULL(3, 6, 8, 1000);

    private final int forks;
    private final int warmups;
    private final int iterations;
    private final int iterationMillis;

    Run(int forks, int warmups, int iterations, int iterationMillis) {
      this.forks = forks;
      this.warmups = warmups;
      this.iterations = iterations;
      this.iterationMillis = iterationMillis;
    }

    int forks() {
      return forks;
    }

    int warmups() {
      return warmups;
    }

    int iterations() {
      return iterations;
    }

    int iterationMillis() {
      return iterationMillis;
    }
  }

  static BenchOptions parse(String... arguments) {
    Run run = Run.USUAL;
    String only = null;
    String output = "docs/performance.md";
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--quick" -> run = Run.QUICK;
        case "--full" -> run = Run.FULL;
        case "--only" -> only = value(arguments, i++);
        case "--output" -> output = value(arguments, i++);
        default ->
            throw new IllegalArgumentException(
                "unknown option " + arguments[i] + "; ./bench --help names them");
      }
    }
    return new BenchOptions(run, only, output);
  }

  private static String value(String[] arguments, int option) {
    if (option + 1 == arguments.length) {
      throw new IllegalArgumentException(arguments[option] + " needs a value");
    }
    return arguments[option + 1];
  }

  /** The run in words, for the page. */
  String describe() {
    return run.forks
        + (run.forks == 1 ? " fork" : " forks")
        + ", each "
        + run.warmups
        + " iterations of warm-up and "
        + run.iterations
        + " measured, of "
        + run.iterationMillis
        + " ms";
  }
}
