package io.choicesherpa.benchmarks.metrics;

import io.choicesherpa.benchmarks.DiscardingStream;
import io.choicesherpa.telemetry.metrics.CounterFamily;
import io.choicesherpa.telemetry.metrics.LabelDefinition;
import io.choicesherpa.telemetry.metrics.MetricCatalogue;
import io.choicesherpa.telemetry.metrics.MetricDefinition;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a scrape of ten thousand series costs, without the network. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first.
public class ScrapeBenchmark {

  static final int SERIES = 10_000;
  private static final int SIDE = 100;

  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private Metrics metrics;
  private PrometheusMeterRegistry micrometer;

  @Setup
  public void fill() {
    MetricDefinition definition =
        MetricDefinition.counter("orders_total")
            .help("Orders taken.")
            .label(LabelDefinition.open("shop", SIDE))
            .label(LabelDefinition.open("product", SIDE))
            .build();
    metrics = new Metrics(MetricCatalogue.of(definition));
    micrometer = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    CounterFamily orders = metrics.counter(definition);
    for (int i = 0; i < SERIES; i++) {
      String shop = "shop-" + i / SIDE;
      String product = "product-" + i % SIDE;
      orders.labels(shop, product).inc(i);
      micrometer.counter("orders", "shop", shop, "product", product).increment(i);
    }
  }

  @Benchmark
  public long scrapeOurs() throws IOException {
    DiscardingStream out = new DiscardingStream();
    writer.write(out, metrics.registry().scrape());
    return out.sum();
  }

  @Benchmark
  public long scrapeMicrometer() throws IOException {
    DiscardingStream out = new DiscardingStream();
    micrometer.scrape(out);
    return out.sum();
  }
}
