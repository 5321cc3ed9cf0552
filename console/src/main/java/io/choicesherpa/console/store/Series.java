package io.choicesherpa.console.store;

import java.util.Arrays;
import java.util.Map;

/** A handle to one series: a ring of its latest samples. Guarded by the store's lock. */
public final class Series {

  /** Takes the samples that found no room. */
  public static final Series DROPPED = new Series(Labels.of("", Map.of()));

  /** Latest samples kept: half an hour at the default interval of 5 s. */
  static final int MAX_SAMPLES = 360;

  private static final int FIRST_SAMPLES = 12;
  private static final int SAMPLE_BYTES = Long.BYTES + Double.BYTES;
  private static final int OVERHEAD_BYTES = 160;

  final Labels labels;
  private long[] times = new long[0];
  private double[] values = new double[0];
  private int size;
  private int next;

  Series(Labels labels) {
    this.labels = labels;
  }

  long heldBytes() {
    return OVERHEAD_BYTES + labels.heldBytes() + (long) SAMPLE_BYTES * times.length;
  }

  /** How much one more sample may cost. */
  long growthBytes() {
    return size < times.length || size == MAX_SAMPLES
        ? 0
        : (long) SAMPLE_BYTES * (grownLength() - times.length);
  }

  int size() {
    return size;
  }

  long lastMillis() {
    return size == 0 ? Long.MIN_VALUE : times[Math.floorMod(next - 1, times.length)];
  }

  void append(long timeMillis, double value) {
    if (size == times.length && size < MAX_SAMPLES) {
      // Only a ring that has never wrapped grows: its oldest sample is still the first.
      times = Arrays.copyOf(times, grownLength());
      values = Arrays.copyOf(values, times.length);
      next = size;
    }
    times[next] = timeMillis;
    values[next] = value;
    next = (next + 1) % times.length;
    size = Math.min(size + 1, times.length);
  }

  SeriesSource.SeriesSlice slice(long sinceMillis) {
    int first = Math.floorMod(next - size, Math.max(1, times.length));
    int skipped = 0;
    while (skipped < size && times[(first + skipped) % times.length] < sinceMillis) {
      skipped++;
    }
    long[] sliceTimes = new long[size - skipped];
    double[] sliceValues = new double[size - skipped];
    for (int i = 0; i < sliceTimes.length; i++) {
      int at = (first + skipped + i) % times.length;
      sliceTimes[i] = times[at];
      sliceValues[i] = values[at];
    }
    return new SeriesSource.SeriesSlice(labels, sliceTimes, sliceValues);
  }

  private int grownLength() {
    return times.length == 0 ? FIRST_SAMPLES : Math.min(MAX_SAMPLES, times.length * 2);
  }
}
