package io.choicesherpa.promql.script;

import io.choicesherpa.promql.EngineOptions;
import io.choicesherpa.promql.parser.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the command line says. The engine's defaults are those of Prometheus's own runner:
 * everything experimental is on, metric names are dropped late and start times heeded.
 *
 * @param relativeTolerance difference of two numbers over the sum of their sizes
 */
record ScriptOptions(EngineOptions engine, double relativeTolerance, List<Path> files) {

  private static final int MAX_SAMPLES = 10_000;
  private static final int MAX_SERIES = 10_000;

  static final String USAGE =
      """
      ./promql-test [OPTION…] FILE…

      Runs test scripts in the format of Prometheus's own engine tests.

        --lookback DURATION   how old a sample may be and still count (5m)
        --timeout DURATION    how long a query may take (100s)
        --max-samples N       how many samples a query may hold in memory (10000)
        --max-series N        how many series a query may read (10000)
        --tolerance N         relative difference of numbers that are taken as the same (0.000001)
        --stable              nothing experimental; names dropped at once, start times ignored

      Exit status: 0 all passed, 1 some failed, 2 a file cannot be read or the usage is wrong.
      """;

  static EngineOptions engineDefaults() {
    return EngineOptions.defaults()
        .withLimits(MAX_SAMPLES, MAX_SERIES)
        .withTimeout(Duration.ofSeconds(100), System::nanoTime)
        .withExperimental(true)
        .withDelayedNameRemoval(true)
        .withStartTimestamps(true);
  }

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException when they are wrong; the message says which
   */
  static ScriptOptions parse(List<String> arguments) {
    EngineOptions engine = engineDefaults();
    double tolerance = Tolerance.DEFAULT_RELATIVE;
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      switch (argument) {
        case "--stable" ->
            engine =
                engine
                    .withExperimental(false)
                    .withDelayedNameRemoval(false)
                    .withStartTimestamps(false);
        case "--lookback" -> engine = engine.withLookback(duration(arguments, ++i));
        case "--timeout" ->
            engine = engine.withTimeout(duration(arguments, ++i), engine.nanoTime());
        case "--max-samples" ->
            engine = engine.withLimits(whole(arguments, ++i), engine.maxSeries());
        case "--max-series" ->
            engine = engine.withLimits(engine.maxSamples(), whole(arguments, ++i));
        case "--tolerance" -> tolerance = NumberForm.parse(value(arguments, ++i));
        default -> {
          if (argument.startsWith("-")) {
            throw new IllegalArgumentException("unknown option " + argument);
          }
          files.add(Path.of(argument));
        }
      }
    }
    if (files.isEmpty()) {
      throw new IllegalArgumentException("no file given");
    }
    return new ScriptOptions(engine, tolerance, files);
  }

  private static String value(List<String> arguments, int index) {
    if (index >= arguments.size()) {
      throw new IllegalArgumentException(arguments.get(index - 1) + " needs a value");
    }
    return arguments.get(index);
  }

  private static Duration duration(List<String> arguments, int index) {
    return Duration.ofMillis(Durations.parseMillis(value(arguments, index)));
  }

  private static int whole(List<String> arguments, int index) {
    String text = value(arguments, index);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          arguments.get(index - 1) + " needs a whole number: " + text, e);
    }
  }
}
