package io.choicesherpa.telemetry.test;

import io.choicesherpa.telemetry.metrics.MetricDefinition;
import io.choicesherpa.telemetry.test.MetricReading.Series;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on a metric: on the sum over the series that have the given labels, as {@code
 * sum(http_requests_total{method="GET"})} is. What it increased by counts from the capture's start
 * or its last {@linkplain TelemetryCapture#reset() reset}.
 */
public final class MetricAssert extends AbstractAssert<MetricAssert, TelemetryCapture> {

  /** Sums of doubles that were counted in another order differ by less. */
  private static final double RELATIVE_ERROR = 1e-9;

  private final String name;
  private final MetricReading before;
  private final MetricReading now;
  private final Map<String, String> labels;

  MetricAssert(TelemetryCapture actual, String name) {
    this(actual, name, actual.reading(), Map.of());
  }

  MetricAssert isKnown() {
    if (now.series(name).isEmpty() && actual.metrics().catalogue().find(name) == null) {
      failWithMessage(
          "%s",
          Report.list("Expected a metric '" + name + "', but there are only these:", now.names()));
    }
    return this;
  }

  private MetricAssert(
      TelemetryCapture actual, String name, MetricReading now, Map<String, String> labels) {
    super(actual, MetricAssert.class);
    this.name = name;
    this.before = actual.readingAtStart();
    this.now = now;
    this.labels = labels;
  }

  /**
   * Only the series with these labels; labels that are not named may have any value.
   *
   * @param namesAndValues a name, its value, a name, its value…
   * @throws IllegalArgumentException if a value is missing
   */
  public MetricAssert withLabels(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "label '" + namesAndValues[namesAndValues.length - 1] + "' has no value");
    }
    Map<String, String> wanted = new TreeMap<>(labels);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      wanted.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    Set<String> known = knownLabels();
    if (!known.containsAll(wanted.keySet())) {
      failWithMessage(
          "%s",
          "Expected metric '%s' to have the labels %s, but it has %s."
              .formatted(name, wanted.keySet(), known));
    }
    return Descriptions.passOn(this, new MetricAssert(actual, name, now, wanted));
  }

  private Set<String> knownLabels() {
    MetricDefinition declared = actual.metrics().catalogue().find(name);
    return declared != null
        ? new TreeSet<>(declared.labelNames())
        : now.series(name).stream()
            .flatMap(series -> series.labels().keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** At least one such series is there. */
  public MetricAssert isPresent() {
    return check(!matching().isEmpty(), "to be there");
  }

  /** No such series is there. */
  public MetricAssert isAbsent() {
    return check(matching().isEmpty(), "not to be there");
  }

  /** It has grown by exactly this since the start; for a histogram: by so many observations. */
  public MetricAssert increasedBy(double amount) {
    return check(same(increase(), amount), "to increase by " + text(amount));
  }

  /** It has grown by this or more since the start. */
  public MetricAssert increasedByAtLeast(double amount) {
    return check(
        increase() > amount || same(increase(), amount), "to increase by at least " + text(amount));
  }

  /** It is what it was at the start. */
  public MetricAssert didNotIncrease() {
    return check(same(increase(), 0), "not to increase");
  }

  /** It has this value now, whatever it had at the start; of use for gauges. */
  public MetricAssert hasValue(double value) {
    return check(!matching().isEmpty() && same(now.sum(matching()), value), "to be " + text(value));
  }

  private double increase() {
    return now.sum(matching()) - before.sum(matching());
  }

  private List<Series> matching() {
    return now.series(name).stream().filter(series -> series.has(labels)).toList();
  }

  private static boolean same(double a, double b) {
    return Math.abs(a - b) <= RELATIVE_ERROR * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private MetricAssert check(boolean holds, String expected) {
    if (!holds) {
      List<String> all =
          now.series(name).stream()
              .map(
                  series ->
                      "%s %s (%s at the start)"
                          .formatted(series, text(now.value(series)), text(before.value(series))))
              .toList();
      failWithMessage(
          "%s",
          "Expected %s %s, but it is %s, %s at the start.\n%s"
              .formatted(
                  new Series(name, labels),
                  expected,
                  matching().isEmpty() ? "not there" : text(now.sum(matching())),
                  text(before.sum(matching())),
                  all.isEmpty()
                      ? "It has no series."
                      : Report.list("All series of " + name + ":", all)));
    }
    return this;
  }
}
