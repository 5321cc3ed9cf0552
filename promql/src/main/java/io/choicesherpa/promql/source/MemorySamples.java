package io.choicesherpa.promql.source;

import io.choicesherpa.promql.model.Histogram;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Samples of a series by time. Looks immutable: adding at the end may share the array, as what an
 * older view can see of it never changes.
 */
final class MemorySamples {

  static final MemorySamples EMPTY = new MemorySamples(new MemorySample[0], 0);

  private static final int FIRST_CAPACITY = 16;

  private final MemorySample[] samples;
  private final int count;

  private MemorySamples(MemorySample[] samples, int count) {
    this.samples = samples;
    this.count = count;
  }

  /** These and {@code sample}; of views that share an array only the newest may be added to. */
  MemorySamples with(MemorySample sample) {
    int index = firstFrom(sample.timestampMillis());
    if (index < count) {
      return inserted(index, sample);
    }
    MemorySample[] grown =
        count < samples.length
            ? samples
            : Arrays.copyOf(samples, Math.max(FIRST_CAPACITY, 2 * count));
    grown[count] = sample;
    return new MemorySamples(grown, count + 1);
  }

  private MemorySamples inserted(int index, MemorySample sample) {
    boolean replaced = samples[index].timestampMillis() == sample.timestampMillis();
    int after = replaced ? index + 1 : index;
    MemorySample[] copy = new MemorySample[count + (replaced ? 0 : 1)];
    System.arraycopy(samples, 0, copy, 0, index);
    copy[index] = sample;
    System.arraycopy(samples, after, copy, index + 1, count - after);
    return new MemorySamples(copy, copy.length);
  }

  /** Index of the first sample at {@code millis} or later. */
  private int firstFrom(long millis) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (samples[middle].timestampMillis() < millis) {
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
      return index < count && samples[index].timestampMillis() <= endMillis;
    }

    @Override
    public long timestampMillis() {
      return samples[index].timestampMillis();
    }

    @Override
    public double value() {
      return samples[index].value();
    }

    @Override
    public @Nullable Histogram histogram() {
      return samples[index].histogram();
    }

    @Override
    public long startTimestampMillis() {
      return samples[index].startTimestampMillis();
    }
  }
}
