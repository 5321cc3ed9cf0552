package io.choicesherpa.promql.engine.data;

import io.choicesherpa.promql.histogram.FloatHistogram;
import io.choicesherpa.promql.model.Labels;
import java.util.Arrays;

/**
 * A series' samples with a window that slides over them: from after {@link #rangeStartMillis} to
 * {@link #rangeEndMillis}. Numbers and histograms apart. Filled again for each series.
 *
 * <pre>
 *  times    |  1  2  3  4  5  6  7  8  9 |
 *  window              (.........]
 *                       from     to
 * </pre>
 */
public final class Window {

  private Labels labels = Labels.empty();

  private long[] times = new long[256];
  private double[] numbers = new double[256];
  private int size;
  private int from;
  private int to;

  private long[] histogramTimes = new long[0];
  private FloatHistogram[] histograms = new FloatHistogram[0];
  private int histogramSize;
  private int histogramFrom;
  private int histogramTo;

  private int[] drops = new int[16];
  private int dropCount = -1;

  private long rangeStartMillis;
  private long rangeEndMillis;
  private long evaluationMillis;

  /** Forgets the samples and takes those of another series. */
  public void reset(Labels series) {
    labels = series;
    size = 0;
    histogramSize = 0;
    dropCount = -1;
    rewind();
  }

  /** Puts the window before the first sample. */
  public void rewind() {
    from = 0;
    to = 0;
    histogramFrom = 0;
    histogramTo = 0;
  }

  /** Adds a number, later than all before. */
  public void add(long timestampMillis, double value) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    times[size] = timestampMillis;
    numbers[size++] = value;
  }

  /** Adds a histogram, later than all before. */
  public void add(long timestampMillis, FloatHistogram histogram) {
    if (histogramSize == histogramTimes.length) {
      int length = Math.max(64, 2 * histogramSize);
      histogramTimes = Arrays.copyOf(histogramTimes, length);
      histograms = Arrays.copyOf(histograms, length);
    }
    histogramTimes[histogramSize] = timestampMillis;
    histograms[histogramSize++] = histogram;
  }

  /**
   * Moves the window on, never back.
   *
   * @param startMillis exclusive
   * @param endMillis inclusive
   * @param atMillis the time of evaluation
   * @return whether it holds anything
   */
  public boolean slide(long startMillis, long endMillis, long atMillis) {
    rangeStartMillis = startMillis;
    rangeEndMillis = endMillis;
    evaluationMillis = atMillis;
    while (to < size && times[to] <= endMillis) {
      to++;
    }
    while (from < to && times[from] <= startMillis) {
      from++;
    }
    while (histogramTo < histogramSize && histogramTimes[histogramTo] <= endMillis) {
      histogramTo++;
    }
    while (histogramFrom < histogramTo && histogramTimes[histogramFrom] <= startMillis) {
      histogramFrom++;
    }
    return from < to || histogramFrom < histogramTo;
  }

  /** The series' labels. */
  public Labels labels() {
    return labels;
  }

  /** The metric's name; empty when there is none. */
  public String metric() {
    return labels.metricName();
  }

  /** How many samples are held, within the window and outside. */
  public int held() {
    return size + histogramSize;
  }

  /** How many numbers are in the window. */
  public int count() {
    return to - from;
  }

  /** How many histograms are in the window. */
  public int histogramCount() {
    return histogramTo - histogramFrom;
  }

  /** Index in {@link #numbers} of the first number in the window. */
  public int from() {
    return from;
  }

  /** Index in {@link #numbers} after the last number in the window. */
  public int to() {
    return to;
  }

  /** All numbers, not a copy; those in the window are from {@link #from} to {@link #to}. */
  public double[] numbers() {
    return numbers;
  }

  /** The times of all numbers, not a copy. */
  public long[] times() {
    return times;
  }

  /** The number at {@code index} of the window, from 0. */
  public double number(int index) {
    return numbers[from + index];
  }

  /** The time of the number at {@code index} of the window. */
  public long time(int index) {
    return times[from + index];
  }

  /** The histogram at {@code index} of the window, from 0. */
  public FloatHistogram histogram(int index) {
    return histograms[histogramFrom + index];
  }

  /** The time of the histogram at {@code index} of the window. */
  public long histogramTime(int index) {
    return histogramTimes[histogramFrom + index];
  }

  /** Where the window starts, exclusive. */
  public long rangeStartMillis() {
    return rangeStartMillis;
  }

  /** Where the window ends, inclusive. */
  public long rangeEndMillis() {
    return rangeEndMillis;
  }

  /** The time of evaluation, which an offset moves the window away from. */
  public long evaluationMillis() {
    return evaluationMillis;
  }

  /**
   * The sum of what each drop of the numbers within the window fell from, added to {@code base}.
   */
  public double addDrops(double base) {
    if (dropCount < 0) {
      findDrops();
    }
    double sum = base;
    if (dropCount > 0) {
      int first = Arrays.binarySearch(drops, 0, dropCount, from + 1);
      for (int i = first < 0 ? -first - 1 : first; i < dropCount && drops[i] < to; i++) {
        sum += numbers[drops[i] - 1];
      }
    }
    return sum;
  }

  private void findDrops() {
    dropCount = 0;
    for (int i = 1; i < size; i++) {
      if (numbers[i] < numbers[i - 1]) {
        if (dropCount == drops.length) {
          drops = Arrays.copyOf(drops, 2 * dropCount);
        }
        drops[dropCount++] = i;
      }
    }
  }
}
