package io.choicesherpa.console.store;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What names a series: the metric and its labels. Immutable.
 *
 * @param metric the metric's name
 * @param values label values by label name
 */
public record Labels(String metric, SortedMap<String, String> values) {

  /** Copies the labels; an empty value is the same as no label, as in Prometheus. */
  public Labels {
    SortedMap<String, String> copy = new TreeMap<>(values);
    copy.values().removeIf(String::isEmpty);
    values = Collections.unmodifiableSortedMap(copy);
  }

  /** Of any map. */
  public static Labels of(String metric, Map<String, String> values) {
    return new Labels(metric, new TreeMap<>(values));
  }

  /** The label's value; empty when there is none. */
  public String get(String label) {
    return values.getOrDefault(label, "");
  }

  long heldBytes() {
    long chars = metric.length();
    for (Map.Entry<String, String> label : values.entrySet()) {
      chars += label.getKey().length() + label.getValue().length();
    }
    return 160 + 80L * values.size() + 2 * chars;
  }
}
