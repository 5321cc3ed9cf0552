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
  private int windowFrom;
  private int to;

  private long[] histogramTimes = new long[0];
  private FloatHistogram[] histograms = new FloatHistogram[0];
  private int histogramSize;
  private int histogramFrom;
  private int histogramWindowFrom;
  private int histogramTo;

  /** Since when the samples count; zeros unless that matters. */
  private long[] starts = new long[256];

  private long[] histogramStarts = new long[0];
  private boolean withStarts;

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
    withStarts = false;
    rewind();
  }

  /** Puts the window before the first sample. */
  public void rewind() {
    from = 0;
    windowFrom = 0;
    to = 0;
    histogramFrom = 0;
    histogramWindowFrom = 0;
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

  /** Adds since when the number added last counts. */
  public void addStart(long startMillis) {
    if (starts.length < times.length) {
      starts = Arrays.copyOf(starts, times.length);
    }
    withStarts |= startMillis != 0;
    starts[size - 1] = startMillis;
  }

  /** Adds since when the histogram added last counts. */
  public void addHistogramStart(long startMillis) {
    if (histogramStarts.length < histogramTimes.length) {
      histogramStarts = Arrays.copyOf(histogramStarts, histogramTimes.length);
    }
    withStarts |= startMillis != 0;
    histogramStarts[histogramSize - 1] = startMillis;
  }

  /** Since when the number at {@code index} of the window counts; 0 when that is not known. */
  public long start(int index) {
    return withStarts && from + index < starts.length ? starts[from + index] : 0;
  }

  /** Since when the histogram at {@code index} of the window counts; 0 when that is not known. */
  public long histogramStart(int index) {
    return withStarts && histogramFrom + index < histogramStarts.length
        ? histogramStarts[histogramFrom + index]
        : 0;
  }

  /** Whether it is known of any sample since when it counts. */
  public boolean hasStarts() {
    return withStarts;
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
    return slide(startMillis, endMillis, atMillis, 0, 0);
  }

  /**
   * Moves the window on, never back.
   *
   * @param startMillis the range's start, exclusive
   * @param endMillis the range's end, inclusive
   * @param atMillis the time of evaluation
   * @param beforeMillis how far the window reaches beyond the range's start
   * @param afterMillis how far the window reaches beyond the range's end
   * @return whether it holds anything
   */
  public boolean slide(
      long startMillis, long endMillis, long atMillis, long beforeMillis, long afterMillis) {
    rangeStartMillis = startMillis;
    rangeEndMillis = endMillis;
    evaluationMillis = atMillis;
    long firstMillis = startMillis - beforeMillis;
    long lastMillis = endMillis + afterMillis;
    while (to < size && times[to] <= lastMillis) {
      to++;
    }
    from = windowFrom;
    while (from < to && times[from] <= firstMillis) {
      from++;
    }
    windowFrom = from;
    while (histogramTo < histogramSize && histogramTimes[histogramTo] <= lastMillis) {
      histogramTo++;
    }
    histogramFrom = histogramWindowFrom;
    while (histogramFrom < histogramTo && histogramTimes[histogramFrom] <= firstMillis) {
      histogramFrom++;
    }
    histogramWindowFrom = histogramFrom;
    return from < to || histogramFrom < histogramTo;
  }

  /**
   * Until the next move: starts the window at the last sample up to the range's start, if there is
   * one; whether there is a sample after it.
   */
  public boolean startAtAnchor() {
    int number = from;
    while (number < to && times[number] <= rangeStartMillis) {
      number++;
    }
    int histogram = histogramFrom;
    while (histogram < histogramTo && histogramTimes[histogram] <= rangeStartMillis) {
      histogram++;
    }
    if (number == to && histogram == histogramTo) {
      return false;
    }
    long numberTime = number > from ? times[number - 1] : Long.MIN_VALUE;
    long histogramTime = histogram > histogramFrom ? histogramTimes[histogram - 1] : Long.MIN_VALUE;
    if (numberTime > Long.MIN_VALUE && numberTime >= histogramTime) {
      number--;
    } else if (histogramTime > Long.MIN_VALUE) {
      histogram--;
    }
    from = number;
    histogramFrom = histogram;
    return true;
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
   * The sum of what each reset of the numbers within the window fell from, added to {@code base}.
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
      if (numbers[i] < numbers[i - 1]
          || (withStarts && StartTimes.isReset(starts[i - 1], times[i - 1], starts[i], times[i]))) {
        if (dropCount == drops.length) {
          drops = Arrays.copyOf(drops, 2 * dropCount);
        }
        drops[dropCount++] = i;
      }
    }
  }
}
