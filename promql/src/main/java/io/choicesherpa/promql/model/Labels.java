package io.choicesherpa.promql.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a series, the metric's name ({@value #METRIC_NAME}) among them, sorted by name. An
 * empty value means the same as no label and is never kept. Immutable; compared as a whole.
 *
 * @see <a href="https://prometheus.io/docs/concepts/data_model/">Prometheus's data model</a>
 */
public final class Labels implements Comparable<Labels> {

  /** The label that holds the metric's name. */
  public static final String METRIC_NAME = "__name__";

  private static final Labels EMPTY = new Labels(new String[0]);

  /** Names at even, values at odd places. */
  private final String[] pairs;

  private int hash;

  private Labels(String[] pairs) {
    this.pairs = pairs;
  }

  /** No label at all. */
  public static Labels empty() {
    return EMPTY;
  }

  /**
   * Labels of {@code namesAndValues}, name and value by turns, in any order.
   *
   * @throws IllegalArgumentException on an odd count or a name given twice
   */
  public static Labels of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("a value is missing: " + Arrays.toString(namesAndValues));
    }
    NavigableMap<String, String> sorted = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (sorted.put(namesAndValues[i], namesAndValues[i + 1]) != null) {
        throw new IllegalArgumentException("label " + namesAndValues[i] + " twice");
      }
    }
    return of(sorted);
  }

  /** Labels of a map's entries; those with an empty value are left out. */
  public static Labels of(Map<String, String> map) {
    NavigableMap<String, String> sorted =
        map instanceof NavigableMap<String, String> already && already.comparator() == null
            ? already
            : new TreeMap<>(map);
    ArrayList<String> kept = new ArrayList<>(2 * sorted.size());
    sorted.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            kept.add(name);
            kept.add(value);
          }
        });
    return kept.isEmpty() ? EMPTY : new Labels(kept.toArray(new String[0]));
  }

  /** How many labels there are. */
  public int size() {
    return pairs.length / 2;
  }

  /** The name of the label at {@code index}, 0 to {@link #size} exclusive, in the names' order. */
  public String name(int index) {
    return pairs[2 * index];
  }

  /** The value of the label at {@code index}, 0 to {@link #size} exclusive. */
  public String value(int index) {
    return pairs[2 * index + 1];
  }

  /** The value of the label {@code name}; null when there is none. */
  public @Nullable String get(String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return pairs[i + 1];
      }
    }
    return null;
  }

  /** The value of the label {@code name}; empty when there is none. */
  public String valueOf(String name) {
    String value = get(name);
    return value == null ? "" : value;
  }

  /** The metric's name; empty when there is none. */
  public String metricName() {
    return valueOf(METRIC_NAME);
  }

  /** These labels with {@code name} set to {@code value}; removed when the value is empty. */
  public Labels with(String name, String value) {
    int at = 0;
    while (at < pairs.length && pairs[at].compareTo(name) < 0) {
      at += 2;
    }
    boolean there = at < pairs.length && pairs[at].equals(name);
    if (value.isEmpty()) {
      return there ? spliced(at, at + 2) : this;
    }
    return spliced(at, there ? at + 2 : at, name, value);
  }

  /** These labels with the pairs from {@code from} to {@code to} replaced. */
  private Labels spliced(int from, int to, String... replacement) {
    String[] result = new String[pairs.length - (to - from) + replacement.length];
    System.arraycopy(pairs, 0, result, 0, from);
    System.arraycopy(replacement, 0, result, from, replacement.length);
    System.arraycopy(pairs, to, result, from + replacement.length, pairs.length - to);
    return result.length == 0 ? EMPTY : new Labels(result);
  }

  /** These labels without those named. */
  public Labels without(Collection<String> names) {
    return filtered(names, false);
  }

  private Labels filtered(Collection<String> names, boolean keep) {
    String[] kept = new String[pairs.length];
    int count = 0;
    for (int i = 0; i < pairs.length; i += 2) {
      if (names.contains(pairs[i]) == keep) {
        kept[count++] = pairs[i];
        kept[count++] = pairs[i + 1];
      }
    }
    if (count == pairs.length) {
      return this;
    }
    return count == 0 ? EMPTY : new Labels(Arrays.copyOf(kept, count));
  }

  /** These labels without the metric's name. */
  public Labels withoutMetricName() {
    return get(METRIC_NAME) == null ? this : without(java.util.List.of(METRIC_NAME));
  }

  /** Of these labels only those named. */
  public Labels only(Collection<String> names) {
    return filtered(names, true);
  }

  /** Hands over each label, in the names' order. */
  public void forEach(BiConsumer<String, String> action) {
    for (int i = 0; i < pairs.length; i += 2) {
      action.accept(pairs[i], pairs[i + 1]);
    }
  }

  /** A copy as a map that may be changed. */
  public NavigableMap<String, String> toMap() {
    NavigableMap<String, String> map = new TreeMap<>();
    forEach(map::put);
    return map;
  }

  /** Label by label: first the name decides, then the value, then the count. */
  @Override
  public int compareTo(Labels other) {
    return Arrays.compare(pairs, other.pairs);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Labels labels
        && hashCode() == labels.hashCode()
        && Arrays.equals(pairs, labels.pairs);
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = Arrays.hashCode(pairs);
    }
    return hash;
  }

  /** As PromQL writes a series: {@code name{a="b"}}. */
  @Override
  public String toString() {
    return LabelText.of(this);
  }
}
