package io.choicesherpa.console.logql;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Values of one series at the steps of a query. Immutable once it is handed out.
 *
 * <p>Not a record: equality of values is nobody's question.
 */
public final class MetricSeries {

  private final SortedMap<String, String> labels;
  private final double[] values;
  private final BitSet present;

  MetricSeries(Map<String, String> labels, int steps) {
    this.labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    this.values = new double[steps];
    this.present = new BitSet(steps);
  }

  MetricSeries(Map<String, String> labels, MetricSeries copied) {
    this.labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    this.values = Arrays.copyOf(copied.values, copied.values.length);
    this.present = (BitSet) copied.present.clone();
  }

  /** What tells it from others. */
  public SortedMap<String, String> labels() {
    return labels;
  }

  /** How many steps the query has. */
  public int steps() {
    return values.length;
  }

  /** Whether there is a value at the step, from 0. */
  public boolean has(int step) {
    return present.get(step);
  }

  /** Whether there is one at any step. */
  public boolean isEmpty() {
    return present.isEmpty();
  }

  /** The value at the step; without meaning where there is none. */
  public double at(int step) {
    return values[step];
  }

  void set(int step, double value) {
    values[step] = value;
    present.set(step);
  }

  void clear(int step) {
    present.clear(step);
  }
}
