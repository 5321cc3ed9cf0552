package io.choicesherpa.benchmarks;

import io.choicesherpa.benchmarks.backend.BackendComparison;
import io.choicesherpa.benchmarks.logging.EncodeBenchmark;
import io.choicesherpa.benchmarks.logging.LogPeer;
import io.choicesherpa.benchmarks.report.Machine;
import io.choicesherpa.benchmarks.report.Measurement;
import io.choicesherpa.benchmarks.report.PageSection;
import io.choicesherpa.benchmarks.report.PerformancePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What {@code ./bench} starts: runs the benchmarks in one go and writes the page about them. */
public final class Bench {

  private static final int WRONG_USAGE = 64;

  private Bench() {}

  /** See {@code ./bench --help}. */
  public static void main(String[] arguments)
      throws IOException, RunnerException, InterruptedException {
    BenchOptions options;
    try {
      options = BenchOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(WRONG_USAGE);
      return;
    }
    if (options.parts().haveLibrary()) {
      measureLibrary(options);
    }
    if (options.parts().haveBackend()) {
      measureBackend(options);
    }
  }

  private static void measureLibrary(BenchOptions options) throws IOException, RunnerException {
    List<Measurement> measurements =
        new Runner(jmh(options).build()).run().stream().map(Bench::measurement).toList();
    String page =
        PerformancePage.write(
            measurements, Machine.here(), options.describe(), Clock.systemUTC().instant());
    if (options.only() == null) {
      Path file = Path.of(options.output());
      Files.writeString(file, PageSection.keep(read(file), page));
      System.out.println("Wrote " + options.output());
    } else {
      System.out.println(page);
    }
  }

  private static void measureBackend(BenchOptions options)
      throws IOException, InterruptedException {
    Path home = Path.of("").toAbsolutePath();
    Path folder = Files.createTempDirectory("choice-sherpa-bench");
    try {
      String section = BackendComparison.run(options.run().load(), home, folder);
      Path file = Path.of(options.output());
      Files.writeString(file, PageSection.put(read(file), section));
      System.out.println("Wrote the backend's section of " + options.output());
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static String read(Path page) throws IOException {
    return Files.exists(page) ? Files.readString(page) : "";
  }

  private static Measurement measurement(RunResult run) {
    Measurement measurement = Measurement.of(run);
    String peer = measurement.parameters().get("peer");
    return measurement.name().startsWith(EncodeBenchmark.class.getSimpleName())
        ? measurement.withWrittenBytes(
            EncodeBenchmark.writtenBytes(
                measurement.name(), LogPeer.valueOf(Objects.requireNonNull(peer))))
        : measurement;
  }

  private static ChainedOptionsBuilder jmh(BenchOptions options) {
    return new OptionsBuilder()
        .include(options.only() == null ? "io\\.choicesherpa\\.benchmarks\\." : options.only())
        .forks(options.run().forks())
        .warmupIterations(options.run().warmups())
        .warmupTime(TimeValue.milliseconds(options.run().iterationMillis()))
        .measurementIterations(options.run().iterations())
        .measurementTime(TimeValue.milliseconds(options.run().iterationMillis()))
        .jvmArgsAppend("-Xms1g", "-Xmx1g", "-XX:+UseG1GC")
        .shouldFailOnError(true)
        .addProfiler(GCProfiler.class);
  }
}
