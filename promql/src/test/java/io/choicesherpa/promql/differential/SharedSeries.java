package io.choicesherpa.promql.differential;

import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.source.MemorySeries;
import java.util.Random;

/**
 * The same series for both: two hours of scrapes every 15 s, always at 123 ms past a full second,
 * so that no window of full seconds starts or ends on a sample. By that it does not matter that
 * ranges include their start in Prometheus 2 and no longer in 3.
 */
final class SharedSeries {

  static final long START_MILLIS = 1_700_000_100_123L;
  static final long STEP_MILLIS = 15_000;
  static final int SCRAPES = 480;

  private static final String[] INSTANCES = {"a", "b", "c"};
  private static final String[] CODES = {"200", "404", "500"};
  private static final String[] BOUNDS = {"0.1", "0.5", "1", "5", "+Inf"};

  private final Random random = new Random(42);
  private final MemorySeries memory = new MemorySeries();
  private final StringBuilder openMetrics = new StringBuilder();

  SharedSeries() {
    for (String instance : INSTANCES) {
      for (String code : CODES) {
        counter("requests_total", instance, code);
      }
      gauge(instance);
      histogram(instance);
    }
    special();
    openMetrics.append("# EOF\n");
  }

  MemorySeries memory() {
    return memory;
  }

  String openMetrics() {
    return openMetrics.toString();
  }

  private static Labels labels(String name, String... more) {
    Labels labels = Labels.of("__name__", name, "job", "shop");
    for (int i = 0; i < more.length; i += 2) {
      labels = labels.with(more[i], more[i + 1]);
    }
    return labels;
  }

  /** Grows unevenly, starts anew now and then, misses scrapes. */
  private void counter(String name, String instance, String code) {
    Labels labels = labels(name, "instance", instance, "code", code);
    double value = random.nextInt(1000);
    for (int i = 0; i < SCRAPES; i++) {
      value = random.nextInt(80) == 0 ? 0 : value + random.nextInt(20);
      if (random.nextInt(25) != 0) {
        add(labels, i, value);
      }
    }
  }

  /** Goes up and down, also below 0; one pauses for longer than the look-back. */
  private void gauge(String instance) {
    Labels labels = labels("temperature", "instance", instance, "room", "r" + instance);
    double value = 20;
    for (int i = 0; i < SCRAPES; i++) {
      value += random.nextGaussian() * 5;
      if (!instance.equals("b") || i < 300 || i > 390) {
        add(labels, i, value);
      }
    }
  }

  private void histogram(String instance) {
    double[] counts = new double[BOUNDS.length];
    double sum = 0;
    for (int i = 0; i < SCRAPES; i++) {
      double all = 0;
      for (int b = 0; b < BOUNDS.length; b++) {
        int seen = random.nextInt(5);
        counts[b] += seen;
        sum += seen * (b + 0.3);
        all += counts[b];
        add(labels("latency_seconds_bucket", "instance", instance, "le", BOUNDS[b]), i, all);
      }
      add(labels("latency_seconds_count", "instance", instance), i, all);
      add(labels("latency_seconds_sum", "instance", instance), i, sum);
    }
  }

  private void special() {
    for (int i = 0; i < SCRAPES; i++) {
      add(labels("constant"), i, 3);
      add(labels("version_info", "instance", "a", "version", "1.2"), i, 1);
      add(labels("version_info", "instance", "b", "version", "1.3"), i, 1);
      double odd =
          switch (i % 7) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            default -> i;
          };
      add(labels("odd"), i, odd);
    }
  }

  private void add(Labels labels, int scrape, double value) {
    long millis = START_MILLIS + scrape * STEP_MILLIS;
    memory.add(labels, millis, value);
    openMetrics
        // OpenMetrics has no space after a comma, and none is in these values.
        .append(labels.toString().replace(", ", ","))
        .append(' ')
        .append(text(value))
        .append(' ')
        .append(millis / 1000)
        .append('.')
        .append(String.format("%03d", millis % 1000))
        .append('\n');
  }

  private static String text(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return Double.toString(value);
  }
}
