package io.choicesherpa.promql.benchmark;

import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.source.MemorySeries;
import java.util.Random;

/** A thousand counters and a thousand buckets over an hour, for both. */
final class BenchmarkSeries {

  static final int COUNTERS = 1000;
  static final long STEP_MILLIS = 15_000;
  static final int SAMPLES = 240;
  static final long START_MILLIS = 1_700_000_100_123L;
  static final long END_MILLIS = START_MILLIS + (SAMPLES - 1) * STEP_MILLIS;

  private static final int HANDLERS = 10;
  private static final String[] BOUNDS = {
    "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "+Inf"
  };

  private final Random random = new Random(1);
  private final MemorySeries memory = new MemorySeries();
  private final StringBuilder openMetrics = new StringBuilder();

  BenchmarkSeries() {
    for (int instance = 0; instance < COUNTERS / HANDLERS; instance++) {
      String name = "i" + instance;
      for (int handler = 0; handler < HANDLERS; handler++) {
        double value = 0;
        for (int i = 0; i < SAMPLES; i++) {
          value += random.nextInt(50);
          add(value, i, "requests_total", "instance", name, "handler", "/h" + handler);
        }
      }
      double[] counts = new double[BOUNDS.length];
      for (int i = 0; i < SAMPLES; i++) {
        double all = 0;
        for (int b = 0; b < BOUNDS.length; b++) {
          counts[b] += random.nextInt(5);
          all += counts[b];
          add(all, i, "latency_seconds_bucket", "instance", name, "le", BOUNDS[b]);
        }
      }
    }
    openMetrics.append("# EOF\n");
  }

  MemorySeries memory() {
    return memory;
  }

  String openMetrics() {
    return openMetrics.toString();
  }

  private void add(double value, int sample, String name, String... labels) {
    Labels all = Labels.of(labels).with(Labels.METRIC_NAME, name).with("job", "shop");
    long millis = START_MILLIS + sample * STEP_MILLIS;
    memory.add(all, millis, value);
    // OpenMetrics has no space after a comma, and none is in these values.
    openMetrics
        .append(all.toString().replace(", ", ","))
        .append(' ')
        .append(value)
        .append(' ')
        .append(millis / 1000)
        .append(".123\n");
  }
}
