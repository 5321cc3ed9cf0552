package io.choicesherpa.telemetry.metrics;

import java.util.List;
import java.util.Set;

/**
 * The rules that names in a catalogue keep.
 *
 * <p>Source: Prometheus, "Metric and label naming", and the suffixes that OpenMetrics reserves.
 * Narrower than the data model on purpose: lower-case ASCII only.
 */
final class NamingRules {

  private static final String COUNTER_SUFFIX = "_total";
  private static final List<String> RESERVED_SUFFIXES =
      List.of("_bucket", "_count", "_sum", "_created", "_info");
  private static final Set<String> RESERVED_LABELS =
      Set.of("le", "quantile", "job", "instance", "exported_job", "exported_instance");

  private NamingRules() {}

  static void checkMetricName(String name, MetricType type, String unit) {
    if (!isSnakeCase(name)) {
      throw new IllegalArgumentException(
          "metric name '" + name + "' is not lower-case snake_case starting with a letter");
    }
    boolean total = name.endsWith(COUNTER_SUFFIX);
    if (type == MetricType.COUNTER && !total) {
      throw new IllegalArgumentException("counter '" + name + "' does not end in _total");
    }
    if (type != MetricType.COUNTER && total) {
      throw new IllegalArgumentException(
          "'" + name + "' ends in _total but is a " + type + ", not a COUNTER");
    }
    for (String suffix : RESERVED_SUFFIXES) {
      if (name.endsWith(suffix)) {
        throw new IllegalArgumentException(
            "metric name '" + name + "' ends in the reserved suffix " + suffix);
      }
    }
    if (!unit.isEmpty() && !baseName(name).endsWith("_" + unit)) {
      throw new IllegalArgumentException(
          "metric name '" + name + "' does not carry its unit '" + unit + "' at its end");
    }
  }

  static void checkLabelName(String name) {
    if (!isSnakeCase(name)) {
      throw new IllegalArgumentException(
          "label name '" + name + "' is not lower-case snake_case starting with a letter");
    }
    if (RESERVED_LABELS.contains(name)) {
      throw new IllegalArgumentException("label name '" + name + "' is reserved by Prometheus");
    }
  }

  /** The name without the {@code _total} that counters carry. */
  static String baseName(String name) {
    return name.endsWith(COUNTER_SUFFIX)
        ? name.substring(0, name.length() - COUNTER_SUFFIX.length())
        : name;
  }

  private static boolean isSnakeCase(String name) {
    if (name.isEmpty() || !isLowerLetter(name.charAt(0))) {
      return false;
    }
    for (int i = 1; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isLowerLetter(c) && !(c >= '0' && c <= '9') && c != '_') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLowerLetter(char c) {
    return c >= 'a' && c <= 'z';
  }
}
