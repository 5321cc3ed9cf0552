package io.choicesherpa.console.series;

import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Samples that come together, such as those of one scrape. Nothing is kept before {@link #commit}.
 * Not thread-safe.
 */
public final class SampleBatch {

  private static final int FIRST_SAMPLES = 64;

  /** An exemplar and whose it is. */
  record SeriesExemplar(StoredSeries series, Exemplar exemplar) {}

  private final SeriesStore store;
  private StoredSeries[] series = new StoredSeries[FIRST_SAMPLES];
  private long[] times = new long[FIRST_SAMPLES];
  private double[] values = new double[FIRST_SAMPLES];
  private @Nullable Histogram @Nullable [] histograms;
  private long @Nullable [] beginnings;
  private int size;
  private long refused;
  private final List<SeriesExemplar> exemplars = new ArrayList<>();

  SampleBatch(SeriesStore store) {
    this.store = store;
  }

  /** One number of a series; null, for one that was refused, is counted. */
  public void add(@Nullable StoredSeries of, long timeMillis, double value) {
    if (of == null) {
      refused++;
      return;
    }
    int at = grow();
    series[at] = of;
    times[at] = timeMillis;
    values[at] = value;
  }

  /** One number of the series with these labels, made when need be. */
  public void add(Labels labels, long timeMillis, double value) {
    add(store.series(labels), timeMillis, value);
  }

  /** One native histogram of a series; null, for one that was refused, is counted. */
  public void add(@Nullable StoredSeries of, long timeMillis, Histogram histogram) {
    add(of, timeMillis, 0);
    if (of != null) {
      if (histograms == null) {
        histograms = new Histogram[series.length];
      }
      histograms[size - 1] = histogram;
    }
  }

  /**
   * Says when the counting began that a sample tells the state of. A zero of that time is put
   * before the sample, if the series has nothing of that time or later; else {@code rate} would not
   * see what was counted before the first sample.
   *
   * @param index of the sample, from 0 to {@link #size} - 1
   * @param beginMillis 1 or more; passed over when it is not before the sample, or too long before
   *     it
   */
  public void begun(int index, long beginMillis) {
    if (beginnings == null) {
      beginnings = new long[series.length];
    }
    beginnings[index] = beginMillis;
  }

  /** An exemplar of a series; dropped with a series that was refused. */
  public void add(@Nullable StoredSeries of, Exemplar exemplar) {
    if (of != null) {
      exemplars.add(new SeriesExemplar(of, exemplar));
    }
  }

  private int grow() {
    if (size == times.length) {
      int length = size * 2;
      series = Arrays.copyOf(series, length);
      times = Arrays.copyOf(times, length);
      values = Arrays.copyOf(values, length);
      if (histograms != null) {
        histograms = Arrays.copyOf(histograms, length);
      }
      if (beginnings != null) {
        beginnings = Arrays.copyOf(beginnings, length);
      }
    }
    return size++;
  }

  /** Samples added so far, those of refused series not among them. */
  public int size() {
    return size;
  }

  long refused() {
    return refused;
  }

  /** Whose the sample is. */
  public StoredSeries series(int index) {
    return series[index];
  }

  long timeMillis(int index) {
    return times[index];
  }

  double value(int index) {
    return values[index];
  }

  @Nullable Histogram histogram(int index) {
    return histograms == null ? null : histograms[index];
  }

  /** When the counting began; 0 when that is not known. */
  long beginMillis(int index) {
    return beginnings == null ? 0 : beginnings[index];
  }

  List<SeriesExemplar> exemplars() {
    return exemplars;
  }

  /** Keeps all that can be kept; call it once. */
  public BatchOutcome commit() {
    return store.commit(this);
  }
}
