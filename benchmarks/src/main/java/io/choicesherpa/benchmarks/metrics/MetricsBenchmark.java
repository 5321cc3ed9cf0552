package io.choicesherpa.benchmarks.metrics;

import io.choicesherpa.telemetry.metrics.HttpMetrics;
import io.choicesherpa.telemetry.metrics.MetricDefinition;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Bound series, out of the catalogue and out of client_java itself. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MetricsBenchmark {

  private static final String METHOD = "POST";
  private static final String PATH = "/api/sessions/{id}/cycles";
  private static final String STATUS = "201";
  private static final double SECONDS = 0.0123;
  private static final long NANOS = 12_300_000;

  private final Metrics metrics = new Metrics(StandardMetrics.CATALOGUE);
  private final HttpMetrics http = new HttpMetrics(metrics);
  private final CounterDataPoint ourCounter =
      metrics.counter(StandardMetrics.HTTP_REQUESTS).labels(METHOD, PATH, STATUS);
  private final DistributionDataPoint ourHistogram =
      metrics.histogram(StandardMetrics.HTTP_REQUEST_DURATION).labels(METHOD, PATH);
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final CounterDataPoint clientCounter =
      Counter.builder()
          .name("http_requests_total")
          .labelNames("method", "path", "status")
          .register(registry)
          .labelValues(METHOD, PATH, STATUS);
  private final DistributionDataPoint clientHistogram =
      clientHistogram(StandardMetrics.HTTP_REQUEST_DURATION).labelValues(METHOD, PATH);

  private Histogram clientHistogram(MetricDefinition definition) {
    return Histogram.builder()
        .name(definition.name())
        .classicUpperBounds(
            definition.buckets().stream().mapToDouble(Double::doubleValue).toArray())
        .labelNames("method", "path")
        .register(registry);
  }

  @Benchmark
  public void counterOurs() {
    ourCounter.inc();
  }

  @Benchmark
  public void counterClientJava() {
    clientCounter.inc();
  }

  @Benchmark
  public void histogramOurs() {
    ourHistogram.observe(SECONDS);
  }

  @Benchmark
  public void histogramClientJava() {
    clientHistogram.observe(SECONDS);
  }

  /** Both of a request, found by method and route. */
  @Benchmark
  public void routeOurs() {
    http.route(METHOD, PATH).record(201, NANOS);
  }

  /** Both of a request, bound. */
  @Benchmark
  public void routeClientJava() {
    clientCounter.inc();
    clientHistogram.observe(SECONDS);
  }

  long ourCount() {
    return ourCounter.getLongValue();
  }

  long clientCount() {
    return clientCounter.getLongValue();
  }
}
