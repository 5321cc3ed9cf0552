package io.choicesherpa.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.Test;

class JoinedRegistryTest {

  private final Metrics metrics = new Metrics(StandardMetrics.CATALOGUE);
  private final PrometheusRegistry other = new PrometheusRegistry();

  @Test
  void joinedMetrics_areExposedToo_alsoThoseThatComeLater() {
    metrics.join(other);
    Counter.builder().name("orders_total").help("Orders.").register(other).inc();

    assertThat(Exposition.text(metrics)).contains("orders_total 1.0", "db_pool_size 0.0");
  }

  @Test
  void takenNames_stayWithTheirOwner() {
    Gauge.builder().name("disk_free_bytes").help("Own.").register(metrics.registry()).set(1);
    metrics.join(other);
    Gauge.builder().name("disk_free_bytes").help("Joined.").register(other).set(2);
    Counter.builder().name("http_requests_total").help("Joined.").register(other).inc(42);
    Gauge.builder().name("cpu_count").help("Joined.").register(other).set(8);

    assertThat(Exposition.text(metrics))
        .contains("disk_free_bytes 1.0", "cpu_count 8.0")
        .doesNotContain("disk_free_bytes 2.0", "http_requests_total 42.0");
  }

  @Test
  void joinedMetrics_thatCannotBeRead_costNothingElse() {
    metrics.join(other);
    Gauge.builder().name("joined").help("Joined.").register(other).set(1);
    CounterWithCallback.builder()
        .name("backwards")
        .help("Below zero, which no counter may be.")
        .callback(callback -> callback.call(-1))
        .register(other);

    assertThat(Exposition.text(metrics)).contains("db_pool_size 0.0").doesNotContain("joined");
  }
}
