package io.choicesherpa.benchmarks.console;

import io.choicesherpa.benchmarks.report.Machine;
import io.choicesherpa.console.series.SeriesFigures;
import io.choicesherpa.console.series.SeriesLimits;
import io.choicesherpa.console.series.SeriesStore;
import io.choicesherpa.promql.EngineOptions;
import io.choicesherpa.promql.PromqlEngine;
import io.choicesherpa.promql.QueryResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What {@code ./bench --console} starts: keeps a month of one service's metrics, asks it questions,
 * reads it back from the disk, and writes the page about it.
 */
public final class ConsoleBench {

  private static final int SERIES = 3_000;
  private static final int INTERVAL_SECONDS = 15;
  private static final int ROUNDS = 7;
  private static final long CAP_BYTES = 1L << 30;
  private static final Instant END = Instant.parse("2026-11-01T00:00:00Z");
  private static final Clock CLOCK = Clock.fixed(END, ZoneOffset.UTC);

  /** A question over the whole time. */
  private record Question(String query, Duration step) {}

  private static final List<Question> QUESTIONS =
      List.of(
          new Question("sum by (status) (rate(http_requests_total[5m]))", Duration.ofHours(1)),
          new Question("sum by (status) (rate(http_requests_total[1h]))", Duration.ofHours(1)),
          new Question(
              "rate(http_requests_total{le=\"0\",path=\"/api/3\"}[5m])", Duration.ofMinutes(5)),
          new Question(
              "histogram_quantile(0.95, sum by (le) (rate(took_seconds_bucket{path=\"/api/3\"}[5m])))",
              Duration.ofHours(1)),
          new Question("max(queue_length)", Duration.ofHours(1)),
          new Question("max by (path) (max_over_time(queue_length[1d]))", Duration.ofDays(1)));

  private final List<String> page = new ArrayList<>();

  private ConsoleBench() {}

  /**
   * Runs all.
   *
   * @param arguments how many days, 30 when there is none; then where the page goes, the standard
   *     output when there is none
   */
  public static void main(String[] arguments) throws IOException {
    int days = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
    ConsoleBench bench = new ConsoleBench();
    bench.run(days);
    String text = String.join("\n", bench.page) + "\n";
    if (arguments.length > 1) {
      Files.writeString(Path.of(arguments[1]), text);
    } else {
      System.out.print(text);
    }
  }

  private void line(String format, Object... values) {
    page.add(String.format(Locale.ROOT, format, values));
  }

  private void run(int days) throws IOException {
    line("# Performance of the console's series");
    line("");
    line(
        "Written by `./bench --console`: %,d series, a sample each %d s, %d days.",
        SERIES, INTERVAL_SECONDS, days);
    line("");
    Machine machine = Machine.here();
    line("- Date: %s", Instant.now().toString().substring(0, 10));
    line("- Machine: %s; %s", machine.cpu(), machine.system());
    line("- JDK: %s", machine.jdk());
    line("- Heap: at most %,d MiB", Runtime.getRuntime().maxMemory() >> 20);
    line("");
    Path dir = Files.createTempDirectory("console-bench");
    try {
      keep(dir, days);
      readBack(dir);
      line(
          "- Load average at the end: %.1f, of which one is the run's own; more than that means that the machine was shared, and that the times are too long",
          Machine.here().load());
    } finally {
      delete(dir);
    }
  }

  private static SeriesLimits limits() {
    return new SeriesLimits(CAP_BYTES, 10_000, Duration.ofDays(400));
  }

  private void keep(Path dir, int days) throws IOException {
    try (SeriesStore store = SeriesStore.open(dir, limits(), CLOCK)) {
      awaitReady(store);
      ServiceMetrics metrics = new ServiceMetrics(store, SERIES);
      long scrapes = Duration.ofDays(days).toSeconds() / INTERVAL_SECONDS;
      long first = END.toEpochMilli() - scrapes * INTERVAL_SECONDS * 1000L;
      long start = System.nanoTime();
      for (long i = 1; i <= scrapes; i++) {
        metrics.scrape(first + i * INTERVAL_SECONDS * 1000L);
      }
      double seconds = seconds(start);
      SeriesFigures figures = store.figures();
      long samples = figures.samples();
      line("## Kept");
      line("");
      line("| | |");
      line("|---|---|");
      line("| samples | %,d |", samples);
      line(
          "| appended, with the journal on disk, by one thread | %,.0f a second |",
          scrapes * SERIES / seconds);
      line(
          "| memory, estimated from above | %,d MiB, %.2f bytes a sample |",
          figures.heldBytes() >> 20, (double) figures.heldBytes() / samples);
      line("| heap used after a collection | %,d MiB |", usedHeapBytes() >> 20);
      line(
          "| on disk | %,d MiB |",
          figures.journals().stream().mapToLong(one -> one.heldBytes()).sum() >> 20);
      line("");
      ask(store, days);
    }
  }

  private void ask(SeriesStore store, int days) {
    PromqlEngine engine = new PromqlEngine(store, EngineOptions.defaults());
    line("## Asked");
    line("");
    line("Each over all %d days; the middle of %d runs, after as many to warm up.", days, ROUNDS);
    line("");
    line("| query | step | series read | samples read | milliseconds |");
    line("|---|---|---|---|---|");
    for (Question question : QUESTIONS) {
      double[] millis = new double[2 * ROUNDS];
      QueryResult result = null;
      for (int round = 0; round < millis.length; round++) {
        long start = System.nanoTime();
        result =
            engine.range(question.query(), END.minus(Duration.ofDays(days)), END, question.step());
        millis[round] = seconds(start) * 1000;
      }
      double[] measured = Arrays.copyOfRange(millis, ROUNDS, millis.length);
      Arrays.sort(measured);
      if (result != null) {
        line(
            "| `%s` | %s | %,d | %,d | %,.0f |",
            question.query(),
            question.step().toString().substring(2).toLowerCase(Locale.ROOT),
            result.statistics().seriesRead(),
            result.statistics().samplesRead(),
            measured[ROUNDS / 2]);
      }
    }
    line("");
  }

  private void readBack(Path dir) throws IOException {
    long start = System.nanoTime();
    try (SeriesStore store = SeriesStore.open(dir, limits(), CLOCK)) {
      double opened = seconds(start) * 1000;
      awaitReady(store);
      line("## Read back from the disk");
      line("");
      line("- Usable for queries, with a warning, after %,.0f ms", opened);
      line(
          "- All %,d samples back after %,.0f ms",
          store.figures().samples(), seconds(start) * 1000);
    }
  }

  private static void awaitReady(SeriesStore store) {
    if (!store.awaitReady(Duration.ofMinutes(5))) {
      throw new IllegalStateException("not ready after five minutes");
    }
  }

  private static long usedHeapBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static double seconds(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  private static void delete(Path dir) throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
