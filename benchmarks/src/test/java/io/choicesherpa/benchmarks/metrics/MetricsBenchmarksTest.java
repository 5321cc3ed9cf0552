package io.choicesherpa.benchmarks.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MetricsBenchmarksTest {

  @Test
  void everySeries_counts() {
    MetricsBenchmark benchmark = new MetricsBenchmark();
    benchmark.counterOurs();
    benchmark.counterClientJava();
    benchmark.histogramOurs();
    benchmark.histogramClientJava();
    benchmark.routeOurs();
    benchmark.routeClientJava();
    assertThat(benchmark.ourCount()).isEqualTo(2).isEqualTo(benchmark.clientCount());
  }

  @Test
  void scrapes_areOfAboutTheSameText() throws IOException {
    ScrapeBenchmark benchmark = new ScrapeBenchmark();
    benchmark.fill();
    assertThat(benchmark.scrapeOurs()).isPositive();
    assertThat(benchmark.scrapeMicrometer()).isPositive();
  }
}
