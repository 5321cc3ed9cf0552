package io.choicesherpa.telemetry.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HealthMonitorTest {

  private final Metrics metrics = new Metrics(StandardMetrics.CATALOGUE);
  private final AtomicBoolean broken = new AtomicBoolean();
  private final AtomicInteger runs = new AtomicInteger();
  private final List<HealthCheck> registered =
      List.of(
          HealthCheck.required("database", this::probe), HealthCheck.informative("ai", () -> {}));

  @Test
  void status_followsTheChecks_onceTheApplicationHasStarted() {
    try (HealthChecks checks = new HealthChecks(registered, Duration.ZERO, System::nanoTime);
        HealthMonitor monitor = new HealthMonitor(checks, metrics, Duration.ofMillis(5))) {
      assertThat(monitor).isNotNull();
      assertThat(status()).as("before the start").isEmpty();

      checks.markStarted();
      awaitStatus(Map.of("database", 1.0, "ai", 1.0));
      broken.set(true);
      awaitStatus(Map.of("database", 0.0, "ai", 1.0));
      broken.set(false);
      awaitStatus(Map.of("database", 1.0, "ai", 1.0));
    }
  }

  @Test
  void scrape_runsNoCheck() {
    try (HealthChecks checks = new HealthChecks(registered, Duration.ZERO, System::nanoTime);
        HealthMonitor monitor = new HealthMonitor(checks, metrics, Duration.ofHours(1))) {
      assertThat(monitor).isNotNull();
      checks.markStarted();
      awaitStatus(Map.of("database", 1.0, "ai", 1.0));
      for (int i = 0; i < 10; i++) {
        status();
      }

      assertThat(runs).hasValue(1);
    }
  }

  @Test
  void startup_isKnownForGood() {
    try (HealthChecks checks = new HealthChecks(List.of())) {
      assertThat(checks.startup().httpStatus()).isEqualTo(503);
      assertThat(checks.startup().toJson()).isEqualTo("{\"status\":\"starting\"}");
      checks.markStarted();
      checks.markStarted();
      assertThat(checks.startup().httpStatus()).isEqualTo(200);
      assertThat(checks.startup().toJson()).isEqualTo("{\"status\":\"started\"}");
    }
  }

  private void probe() {
    runs.incrementAndGet();
    if (broken.get()) {
      throw new IllegalStateException("down");
    }
  }

  private void awaitStatus(Map<String, Double> wanted) {
    while (!status().equals(wanted)) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private Map<String, Double> status() {
    Map<String, Double> values = new TreeMap<>();
    for (MetricSnapshot snapshot : metrics.registry().scrape()) {
      if (snapshot.getMetadata().getName().equals("health_check_status")) {
        for (GaugeSnapshot.GaugeDataPointSnapshot point :
            ((GaugeSnapshot) snapshot).getDataPoints()) {
          values.put(point.getLabels().get("check"), point.getValue());
        }
      }
    }
    return values;
  }
}
