package io.choicesherpa.benchmarks.report;

import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * One benchmark's outcome.
 *
 * @param name class and method, {@code EncodeBenchmark.plain}
 * @param parameters by name
 * @param nanos per call
 * @param errorNanos half of JMH's confidence interval of 99.9 %; NaN where there are too few runs
 * @param bytes allocated per call; NaN where it was not measured
 * @param writtenBytes the size of what a call hands back; NaN where it hands back none
 */
public record Measurement(
    String name,
    Map<String, String> parameters,
    double nanos,
    double errorNanos,
    double bytes,
    double writtenBytes) {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** Copies the map. */
  public Measurement {
    parameters = Map.copyOf(parameters);
  }

  /** What JMH found. */
  public static Measurement of(RunResult run) {
    BenchmarkParams benchmark = run.getParams();
    Map<String, String> parameters = new TreeMap<>();
    for (String key : benchmark.getParamsKeys()) {
      parameters.put(key, benchmark.getParam(key));
    }
    Result<?> result = run.getPrimaryResult();
    double unit = nanosPer(result.getScoreUnit());
    String[] path = benchmark.getBenchmark().split("\\.", -1);
    double bytes = Double.NaN;
    for (Map.Entry<String, ? extends Result<?>> each : secondary(run).entrySet()) {
      if (each.getKey().endsWith(ALLOCATED)) {
        bytes = each.getValue().getScore();
      }
    }
    return new Measurement(
        path[path.length - 2] + "." + path[path.length - 1],
        parameters,
        result.getScore() * unit,
        result.getScoreError() * unit,
        bytes,
        Double.NaN);
  }

  /** The same, and how much a call hands back. */
  public Measurement withWrittenBytes(int written) {
    return new Measurement(name, parameters, nanos, errorNanos, bytes, written);
  }

  @SuppressWarnings("rawtypes") // As JMH declares it.
  private static Map<String, Result<?>> secondary(RunResult run) {
    Map<String, Result<?>> results = new TreeMap<>();
    for (Map.Entry<String, Result> each : run.getSecondaryResults().entrySet()) {
      results.put(each.getKey(), each.getValue());
    }
    return results;
  }

  static double nanosPer(String unit) {
    return switch (unit) {
      case "ns/op" -> 1;
      case "us/op" -> 1e3;
      case "ms/op" -> 1e6;
      default -> throw new IllegalArgumentException("unknown unit " + unit);
    };
  }
}
