package io.choicesherpa.console.logql;

import java.util.Arrays;

/** Numbers with their times. Not thread-safe. */
final class Samples {

  private long[] times = new long[16];
  private double[] values = new double[16];
  private int size;
  private boolean sorted = true;

  void add(long timeNanos, double value) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    sorted &= size == 0 || times[size - 1] <= timeNanos;
    times[size] = timeNanos;
    values[size++] = value;
  }

  int size() {
    return size;
  }

  double value(int index) {
    return values[index];
  }

  /** The first index whose time is after {@code timeNanos}, at {@code from} or later. */
  int after(long timeNanos, int from) {
    int at = from;
    while (at < size && times[at] <= timeNanos) {
      at++;
    }
    return at;
  }

  void sort() {
    if (sorted) {
      return;
    }
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Long.compare(times[a], times[b]));
    long[] newTimes = new long[size];
    double[] newValues = new double[size];
    for (int i = 0; i < size; i++) {
      newTimes[i] = times[order[i]];
      newValues[i] = values[order[i]];
    }
    times = newTimes;
    values = newValues;
    sorted = true;
  }
}
