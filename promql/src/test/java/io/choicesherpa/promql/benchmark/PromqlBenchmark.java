package io.choicesherpa.promql.benchmark;

import io.choicesherpa.promql.EngineOptions;
import io.choicesherpa.promql.PromqlEngine;
import io.choicesherpa.promql.differential.PrometheusBinary;
import io.choicesherpa.promql.differential.PrometheusServer;
import io.choicesherpa.promql.model.QueryValue;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Runs range queries by our engine and by a Prometheus server in turns and writes a page with the
 * medians. Of the server's times one is what it says itself that its engine took, the other what a
 * client waits for the whole answer over HTTP.
 */
public final class PromqlBenchmark {

  private static final int WARM_UP_ROUNDS = 30;
  private static final int ROUNDS = 15;

  private static final List<String> EXPRESSIONS =
      List.of(
          "requests_total",
          "rate(requests_total[5m])",
          "sum by (handler) (rate(requests_total[5m]))",
          "sum(rate(requests_total[5m])) by (instance)"
              + " / on (instance) sum(increase(requests_total[1h])) by (instance)",
          "topk(5, sum by (instance) (rate(requests_total[1m])))",
          "histogram_quantile(0.99, sum by (le) (rate(latency_seconds_bucket[5m])))",
          "histogram_quantile(0.99, rate(latency_seconds_bucket[5m]))",
          "avg_over_time(requests_total[10m])",
          "quantile_over_time(0.9, requests_total[10m])",
          "max_over_time(sum(rate(requests_total[1m]))[10m:30s])",
          "requests_total > 3000 and on (instance) requests_total{handler=\"/h1\"} < 5000",
          "label_replace(requests_total, \"short\", \"$1\", \"instance\", \"i(.*)\")");

  private final PromqlEngine engine;
  private final PrometheusServer server;

  private PromqlBenchmark(PromqlEngine engine, PrometheusServer server) {
    this.engine = engine;
    this.server = server;
  }

  /**
   * Medians of one expression.
   *
   * @param series of the answer
   */
  private record Row(String expression, int series, double ours, double engine, double http) {}

  /** Writes the page to the file that the first argument names. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path binary = PrometheusBinary.find();
    if (arguments.length != 1 || binary == null) {
      System.err.println(
          binary == null
              ? "no Prometheus: set PROMETHEUS_BINARY or install the package prometheus"
              : "usage: PromqlBenchmark FILE");
      System.exit(2);
      return;
    }
    BenchmarkSeries series = new BenchmarkSeries();
    Path folder = Files.createTempDirectory("promql-benchmark");
    try (PrometheusServer server =
        PrometheusServer.start(
            binary, PrometheusBinary.promtool(binary), folder, series.openMetrics())) {
      PromqlEngine engine = new PromqlEngine(series.memory(), EngineOptions.defaults());
      String page = new PromqlBenchmark(engine, server).page();
      Files.writeString(Path.of(arguments[0]), page);
      System.out.println(page);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private String page() throws InterruptedException, IOException {
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      EXPRESSIONS.forEach(this::ours);
    }
    List<Row> rows = new ArrayList<>();
    for (String expression : EXPRESSIONS) {
      rows.add(measure(expression));
    }
    StringBuilder out = new StringBuilder();
    out.append("# Performance of PromQL\n\n")
        .append("Written by `./bench --promql` on ")
        .append(LocalDate.now(ZoneOffset.UTC))
        .append(": ")
        .append(processor())
        .append(", ")
        .append(Runtime.getRuntime().availableProcessors())
        .append(" processors; JDK ")
        .append(Runtime.version())
        .append("; Prometheus ")
        .append(server.version())
        .append(
            String.format(
                Locale.ROOT,
                ". Load average at the end: %.1f, of which one is the run's own; more than that means"
                    + " that the machine was shared.%n%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()))
        .append(
            String.format(
                Locale.ROOT,
                "Range queries over one hour with a step of 15 s, of %d counters and as many"
                    + " buckets scraped every 15 s (%d samples each). Each median is of %d runs, the"
                    + " two by turns, after %d of ours to warm up the JVM. In milliseconds:%n%n",
                BenchmarkSeries.COUNTERS,
                BenchmarkSeries.SAMPLES,
                ROUNDS,
                WARM_UP_ROUNDS))
        .append("| expression | series | ours | Prometheus: engine | Prometheus: HTTP |\n")
        .append("|---|---:|---:|---:|---:|\n");
    for (Row row : rows) {
      out.append(
          String.format(
              Locale.ROOT,
              "| `%s` | %d | %.2f | %.2f | %.2f |%n",
              row.expression(),
              row.series(),
              row.ours(),
              row.engine(),
              row.http()));
    }
    long met = rows.stream().filter(row -> row.ours() <= row.engine()).count();
    out.append(
        """

        The bar is the server's engine: not slower. Met by %d of %d.

        *Ours* is a call of `PromqlEngine.range` from the text to the finished matrix, over `MemorySeries`: samples
        that lie uncompressed in memory. *Prometheus: engine* is the time that the server itself states for the
        query (`stats`, `execTotalTime`): it has no HTTP and no JSON in it either, but its samples come out of
        compressed chunks. *Prometheus: HTTP* is what a client on the same machine waits for the whole answer.
        So ours stands beside the engine's figure, with the easier storage. A selector alone is mostly reading: there
        it is the two storages that are compared.
        """
            .formatted(met, rows.size()));
    return out.toString();
  }

  private Row measure(String expression) throws InterruptedException {
    int series = ours(expression);
    theirs(expression);
    double[] ours = new double[ROUNDS];
    double[] engineTimes = new double[ROUNDS];
    double[] http = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      ours(expression);
      ours[i] = (System.nanoTime() - start) / 1e6;
      start = System.nanoTime();
      String body = theirs(expression);
      http[i] = (System.nanoTime() - start) / 1e6;
      JsonNode answer = server.read(body);
      engineTimes[i] = answer.at("/data/stats/timings/execTotalTime").asDouble() * 1e3;
      int found = answer.at("/data/result").size();
      if (found != series) {
        throw new IllegalStateException(expression + ": " + series + " series, not " + found);
      }
    }
    return new Row(expression, series, median(ours), median(engineTimes), median(http));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private int ours(String expression) {
    QueryValue value =
        engine
            .range(
                expression,
                Instant.ofEpochMilli(BenchmarkSeries.START_MILLIS),
                Instant.ofEpochMilli(BenchmarkSeries.END_MILLIS),
                Duration.ofMillis(BenchmarkSeries.STEP_MILLIS))
            .value();
    return ((QueryValue.Matrix) value).series().size();
  }

  private String theirs(String expression) throws InterruptedException {
    return server.body(
        "/api/v1/query_range",
        Map.of(
            "query", expression,
            "start", seconds(BenchmarkSeries.START_MILLIS),
            "end", seconds(BenchmarkSeries.END_MILLIS),
            "step", seconds(BenchmarkSeries.STEP_MILLIS),
            "stats", "all"));
  }

  private static String seconds(long millis) {
    return millis / 1000 + "." + String.format("%03d", millis % 1000);
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(info)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(info).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }
}
