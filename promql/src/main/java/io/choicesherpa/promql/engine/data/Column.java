package io.choicesherpa.promql.engine.data;

import io.choicesherpa.promql.histogram.FloatHistogram;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.StaleMarker;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A series' values at all steps of a grid: a number, a histogram or nothing at each. Belongs to who
 * got it last, who may change it.
 *
 * <pre>
 *  step        0    1    2     3
 *  numbers     4.2  ∅    ∅     3.1      ∅ is {@link #ABSENT}
 *  histograms  –    –    {..}  –        null as a whole when there is none
 * </pre>
 */
public final class Column {

  /** Marks steps without a number. No sample and no result of arithmetic has these bits. */
  public static final double ABSENT = StaleMarker.VALUE;

  private final Labels labels;
  private final boolean dropName;
  private final double[] numbers;
  private FloatHistogram @Nullable [] histograms;

  /** A column of {@code numbers}, which the caller gives away. */
  public Column(Labels labels, boolean dropName, double[] numbers) {
    this(labels, dropName, numbers, null);
  }

  private Column(
      Labels labels, boolean dropName, double[] numbers, FloatHistogram @Nullable [] histograms) {
    this.labels = labels;
    this.dropName = dropName;
    this.numbers = numbers;
    this.histograms = histograms;
  }

  /** Numbers for {@code steps} steps, all absent. */
  public static double[] absent(int steps) {
    double[] numbers = new double[steps];
    Arrays.fill(numbers, ABSENT);
    return numbers;
  }

  /** Whether {@code number} says that there is none. */
  public static boolean isAbsent(double number) {
    return StaleMarker.is(number);
  }

  /** The same values under other labels. */
  public Column with(Labels newLabels, boolean newDropName) {
    return new Column(newLabels, newDropName, numbers, histograms);
  }

  /** What tells the series from others. */
  public Labels labels() {
    return labels;
  }

  /** Whether the metric's name has to go before the answer. */
  public boolean dropName() {
    return dropName;
  }

  /** The numbers by step, not a copy. */
  public double[] numbers() {
    return numbers;
  }

  /** Whether there is a histogram at any step. */
  public boolean hasHistograms() {
    return histograms != null;
  }

  /** The histogram at {@code step}; null when there is none. */
  public @Nullable FloatHistogram histogram(int step) {
    return histograms == null ? null : histograms[step];
  }

  /** Puts a histogram in the place of whatever is at {@code step}. */
  public void setHistogram(int step, FloatHistogram histogram) {
    if (histograms == null) {
      histograms = new FloatHistogram[numbers.length];
    }
    histograms[step] = histogram;
    numbers[step] = ABSENT;
  }

  /** Removes all histograms. */
  public void dropHistograms() {
    histograms = null;
  }

  /** Removes whatever is at {@code step}. */
  public void clear(int step) {
    numbers[step] = ABSENT;
    if (histograms != null) {
      histograms[step] = null;
    }
  }

  /** Takes the value of {@code other} at {@code step}. */
  public void copy(int step, Column other) {
    FloatHistogram histogram = other.histogram(step);
    if (histogram != null) {
      setHistogram(step, histogram);
    } else {
      clear(step);
      numbers[step] = other.numbers[step];
    }
  }

  /** Whether there is a number or a histogram at {@code step}. */
  public boolean isPresent(int step) {
    return !isAbsent(numbers[step]) || histogram(step) != null;
  }

  /** Whether there is nothing at any step. */
  public boolean isEmpty() {
    for (int i = 0; i < numbers.length; i++) {
      if (isPresent(i)) {
        return false;
      }
    }
    return true;
  }

  /** How many samples it counts for: one for each step, and those of its histograms. */
  long heldSamples() {
    long held = numbers.length;
    if (histograms != null) {
      FloatHistogram previous = null;
      for (FloatHistogram histogram : histograms) {
        if (histogram != null && histogram != previous) {
          held += histogram.sizeInSamples();
          previous = histogram;
        }
      }
    }
    return held;
  }

  /** This column's first value at each of {@code steps} steps. */
  public Column spread(int steps) {
    double[] spread = new double[steps];
    Arrays.fill(spread, numbers[0]);
    FloatHistogram[] spreadHistograms = null;
    FloatHistogram first = histogram(0);
    if (first != null) {
      spreadHistograms = new FloatHistogram[steps];
      Arrays.fill(spreadHistograms, first);
    }
    return new Column(labels, dropName, spread, spreadHistograms);
  }
}
