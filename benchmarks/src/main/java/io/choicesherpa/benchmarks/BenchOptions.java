package io.choicesherpa.benchmarks;

import io.choicesherpa.benchmarks.backend.LoadPlan;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./bench} was asked for.
 *
 * @param parts what is measured
 * @param only a regular expression of benchmarks to run; null for all
 * @param output where the page goes
 */
record BenchOptions(Run run, Parts parts, @Nullable String only, String output) {

  /** What is measured: the library's parts by JMH, the whole backend as processes. */
  enum Parts {
    LIBRARY,
    BACKEND,
    BOTH;

    boolean haveLibrary() {
      return this != BACKEND;
    }

    boolean haveBackend() {
      return this != LIBRARY;
    }
  }

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

    LoadPlan load() {
      return switch (this) {
        case QUICK -> LoadPlan.QUICK;
        case USUAL -> LoadPlan.USUAL;
        case FULL -> LoadPlan.FULL;
      };
    }
  }

  static BenchOptions parse(String... arguments) {
    Run run = Run.USUAL;
    boolean backend = false;
    String only = null;
    String output = "docs/performance.md";
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--quick" -> run = Run.QUICK;
        case "--full" -> run = Run.FULL;
        case "--backend" -> backend = true;
        case "--only" -> only = value(arguments, i++);
        case "--output" -> output = value(arguments, i++);
        default ->
            throw new IllegalArgumentException(
                "unknown option " + arguments[i] + "; ./bench --help names them");
      }
    }
    if (backend && only != null) {
      throw new IllegalArgumentException("--only chooses benchmarks, and --backend runs none");
    }
    return new BenchOptions(run, parts(run, backend, only), only, output);
  }

  private static Parts parts(Run run, boolean backend, @Nullable String only) {
    if (backend) {
      return Parts.BACKEND;
    }
    return run == Run.FULL && only == null ? Parts.BOTH : Parts.LIBRARY;
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
