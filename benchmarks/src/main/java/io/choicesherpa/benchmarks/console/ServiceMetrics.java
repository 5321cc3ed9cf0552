package io.choicesherpa.benchmarks.console;

import io.choicesherpa.console.series.SampleBatch;
import io.choicesherpa.console.series.SeriesStore;
import io.choicesherpa.console.series.StoredSeries;
import io.choicesherpa.promql.model.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * What one service would expose: of ten series three never change, four are counters and buckets
 * that grow by whole numbers, one is a sum of seconds, two are gauges. The same on every run.
 */
final class ServiceMetrics {

  private static final long SEED = 4;
  private static final int ROUTES = 20;
  private static final String[] STATUS = {"200", "404", "503"};

  private final SeriesStore store;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final List<StoredSeries> series = new ArrayList<>();
  private final double[] values;

  ServiceMetrics(SeriesStore store, int count) {
    this.store = store;
    values = new double[count];
    for (int i = 0; i < count; i++) {
      series.add(Objects.requireNonNull(store.series(labels(i)), "no room"));
      values[i] = i % 10 < 3 ? i : 0;
    }
  }

  private static Labels labels(int i) {
    String[] kinds = {
      "build_info", "limit", "idle_total", "http_requests_total", "took_seconds_bucket",
      "items_total", "bytes_total", "took_seconds_sum", "queue_length", "load"
    };
    int n = i / 10;
    return Labels.of(
        Labels.METRIC_NAME,
        kinds[i % 10],
        "job",
        "shop",
        "instance",
        "127.0.0.1:9090",
        "path",
        "/api/" + n % ROUTES,
        "status",
        STATUS[n % STATUS.length],
        "le",
        Integer.toString(n / ROUTES));
  }

  /** One scrape. */
  void scrape(long timeMillis) {
    SampleBatch batch = store.batch();
    for (int i = 0; i < values.length; i++) {
      switch (i % 10) {
        case 0, 1, 2 -> {}
        case 3, 4, 5 -> values[i] += random.nextInt(4) == 0 ? random.nextInt(20) : 0;
        case 6 -> values[i] += random.nextInt(5000);
        case 7 -> values[i] += random.nextInt(4) == 0 ? random.nextDouble() : 0;
        case 8 -> values[i] = random.nextInt(30);
        default -> values[i] = random.nextInt(100) / 100.0;
      }
      batch.add(series.get(i), timeMillis, values[i]);
    }
    long dropped = batch.commit().dropped();
    if (dropped > 0) {
      throw new IllegalStateException(dropped + " samples were dropped");
    }
  }
}
