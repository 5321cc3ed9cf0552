package io.choicesherpa.telemetry.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * One metric as the catalogue declares it: everything that registration, the reference page and the
 * checks of dashboards and alerts need to know.
 *
 * <pre>{@code
 * MetricDefinition.histogram("http_request_duration_seconds")
 *     .unit("seconds")
 *     .help("Time from the request's first byte to the end of its response.")
 *     .label(LabelDefinition.open("path", 200))
 *     .buckets(0.005, 0.05, 0.5, 2)
 *     .build();
 * }</pre>
 *
 * <p>Immutable.
 *
 * @param name the full name as exposed, {@code _total} included
 * @param type counter, gauge or histogram
 * @param unit the unit in the plural as it stands in the name, such as {@code seconds}; empty if it
 *     has none
 * @param help one sentence for the person who finds the metric in a query editor
 * @param labels in the order in which values are given
 * @param buckets inclusive upper bounds of a histogram, ascending, without {@code +Inf}; empty for
 *     other types
 */
public record MetricDefinition(
    String name,
    MetricType type,
    String unit,
    String help,
    List<LabelDefinition> labels,
    List<Double> buckets) {

  /** Checks every rule and copies the lists. */
  public MetricDefinition {
    NamingRules.checkMetricName(name, type, unit);
    labels = List.copyOf(labels);
    buckets = List.copyOf(buckets);
    if (help.isBlank()) {
      throw new IllegalArgumentException("metric '" + name + "' has no help text");
    }
    Set<String> labelNames = new HashSet<>();
    for (LabelDefinition label : labels) {
      if (!labelNames.add(label.name())) {
        throw new IllegalArgumentException(
            "metric '" + name + "' has the label '" + label.name() + "' twice");
      }
    }
    checkBuckets(name, type, buckets);
  }

  private static void checkBuckets(String name, MetricType type, List<Double> buckets) {
    if (type != MetricType.HISTOGRAM) {
      if (!buckets.isEmpty()) {
        throw new IllegalArgumentException("'" + name + "' has buckets but is a " + type);
      }
      return;
    }
    if (buckets.isEmpty()) {
      throw new IllegalArgumentException("histogram '" + name + "' has no buckets");
    }
    double previous = Double.NEGATIVE_INFINITY;
    for (double bound : buckets) {
      if (!Double.isFinite(bound) || bound <= previous) {
        throw new IllegalArgumentException(
            "buckets of '" + name + "' are not finite and ascending at " + bound);
      }
      previous = bound;
    }
  }

  /** Starts a counter. */
  public static Builder counter(String name) {
    return new Builder(name, MetricType.COUNTER);
  }

  /** Starts a gauge. */
  public static Builder gauge(String name) {
    return new Builder(name, MetricType.GAUGE);
  }

  /** Starts a histogram. */
  public static Builder histogram(String name) {
    return new Builder(name, MetricType.HISTOGRAM);
  }

  /** The labels' names, in order. */
  public List<String> labelNames() {
    return labels.stream().map(LabelDefinition::name).toList();
  }

  /** Whether every series is known beforehand; such series exist from start-up with value 0. */
  public boolean isClosed() {
    return labels.stream().allMatch(LabelDefinition::isClosed);
  }

  /**
   * The cardinality budget: the most label combinations there can ever be, fallbacks not counted. A
   * histogram has one series for each bucket of each.
   */
  public long maxLabelCombinations() {
    long product = 1;
    for (LabelDefinition label : labels) {
      product = Math.multiplyExact(product, (long) label.maxValues());
    }
    return product;
  }

  /** Collects the parts of a definition. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private final MetricType type;
    private String unit = "";
    private String help = "";
    private final List<LabelDefinition> labels = new ArrayList<>();
    private List<Double> buckets = List.of();

    private Builder(String name, MetricType type) {
      this.name = name;
      this.type = type;
    }

    /** The unit, in the plural, as it stands in the name. */
    public Builder unit(String value) {
      unit = value;
      return this;
    }

    /** One sentence. */
    public Builder help(String value) {
      help = value;
      return this;
    }

    /** Adds a label after those added before. */
    public Builder label(LabelDefinition label) {
      labels.add(label);
      return this;
    }

    /** Inclusive upper bounds, ascending, without {@code +Inf}. */
    public Builder buckets(double... upperBounds) {
      buckets = DoubleStream.of(upperBounds).boxed().toList();
      return this;
    }

    /**
     * Checks and makes the definition.
     *
     * @throws IllegalArgumentException naming the rule that is broken
     */
    public MetricDefinition build() {
      return new MetricDefinition(name, type, unit, help, labels, buckets);
    }
  }
}
