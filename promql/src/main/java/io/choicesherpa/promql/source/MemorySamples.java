package io.choicesherpa.promql.source;

import io.choicesherpa.promql.model.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Samples of a series by time, in arrays side by side. Looks immutable: adding at the end may share
 * the arrays, as what an older view can see of them never changes.
 */
final class MemorySamples {

  static final MemorySamples EMPTY = new MemorySamples(new long[0], new double[0], null, null, 0);

  private static final int FIRST_CAPACITY = 16;

  private final long[] times;
  private final double[] values;
  // Most series have neither histograms nor starts.
  private final @Nullable Histogram @Nullable [] histograms;
  private final long @Nullable [] starts;
  private final int count;

  private MemorySamples(
      long[] times,
      double[] values,
      @Nullable Histogram @Nullable [] histograms,
      long @Nullable [] starts,
      int count) {
    this.times = times;
    this.values = values;
    this.histograms = histograms;
    this.starts = starts;
    this.count = count;
  }

  /** These and {@code sample}; of views that share arrays only the newest may be added to. */
  MemorySamples with(MemorySample sample) {
    int index = firstFrom(sample.timestampMillis());
    if (index < count) {
      boolean replaced = times[index] == sample.timestampMillis();
      return copied(index, replaced ? index + 1 : index, count + (replaced ? 0 : 1))
          .set(index, sample);
    }
    MemorySamples room =
        count < times.length
            ? new MemorySamples(times, values, histograms, starts, count + 1)
            : copied(count, count, Math.max(FIRST_CAPACITY, 2 * count)).sized(count + 1);
    return room.set(count, sample);
  }

  /** Copies with what is from {@code after} on moved to one past {@code index}. */
  private MemorySamples copied(int index, int after, int capacity) {
    long[] newTimes = new long[capacity];
    double[] newValues = new double[capacity];
    spread(times, newTimes, index, after);
    spread(values, newValues, index, after);
    @Nullable Histogram[] newHistograms = null;
    if (histograms != null) {
      newHistograms = new @Nullable Histogram[capacity];
      spread(histograms, newHistograms, index, after);
    }
    long[] newStarts = null;
    if (starts != null) {
      newStarts = new long[capacity];
      spread(starts, newStarts, index, after);
    }
    return new MemorySamples(newTimes, newValues, newHistograms, newStarts, capacity);
  }

  private void spread(Object from, Object to, int index, int after) {
    System.arraycopy(from, 0, to, 0, index);
    System.arraycopy(from, after, to, index + 1, count - after);
  }

  private MemorySamples sized(int newCount) {
    return new MemorySamples(times, values, histograms, starts, newCount);
  }

  private MemorySamples set(int index, MemorySample sample) {
    times[index] = sample.timestampMillis();
    values[index] = sample.value();
    @Nullable Histogram[] allHistograms = histograms;
    if (allHistograms == null && sample.histogram() != null) {
      allHistograms = new @Nullable Histogram[times.length];
    }
    if (allHistograms != null) {
      allHistograms[index] = sample.histogram();
    }
    long[] allStarts = starts;
    if (allStarts == null && sample.startTimestampMillis() != 0) {
      allStarts = new long[times.length];
    }
    if (allStarts != null) {
      allStarts[index] = sample.startTimestampMillis();
    }
    return new MemorySamples(times, values, allHistograms, allStarts, count);
  }

  /** Index of the first sample at {@code millis} or later. */
  private int firstFrom(long millis) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < millis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  SampleIterator iterator(TimeRange range) {
    return new Iterator(firstFrom(range.startMillis()) - 1, range.endMillis());
  }

  private final class Iterator implements SampleIterator {
    private final long endMillis;
    private int index;

    private Iterator(int index, long endMillis) {
      this.index = index;
      this.endMillis = endMillis;
    }

    @Override
    public boolean next() {
      index++;
      return index < count && times[index] <= endMillis;
    }

    @Override
    public long timestampMillis() {
      return times[index];
    }

    @Override
    public double value() {
      return values[index];
    }

    @Override
    public @Nullable Histogram histogram() {
      return histograms == null ? null : histograms[index];
    }

    @Override
    public long startTimestampMillis() {
      return starts == null ? 0 : starts[index];
    }
  }
}
