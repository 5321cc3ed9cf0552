package io.choicesherpa.promql.model;

import java.util.AbstractList;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Points at evenly spaced times, kept as arrays; a {@link Point} is made when it is asked for.
 * Immutable.
 */
public final class StepPoints extends AbstractList<Point> implements RandomAccess {

  private final long startMillis;
  private final long stepMillis;
  private final double[] values;
  private final @Nullable Histogram @Nullable [] histograms;
  private final int @Nullable [] steps;

  /**
   * Points of arrays that the caller gives away.
   *
   * @param startMillis the first step's time, since 1970
   * @param stepMillis from one step to the next
   * @param values the numbers, of histograms the sums
   * @param histograms null at numbers; null as a whole when there is none
   * @param steps at which step each value is, ascending; null when each is at that of its index
   */
  public StepPoints(
      long startMillis,
      long stepMillis,
      double[] values,
      @Nullable Histogram @Nullable [] histograms,
      int @Nullable [] steps) {
    this.startMillis = startMillis;
    this.stepMillis = stepMillis;
    this.values = values;
    this.histograms = histograms;
    this.steps = steps;
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public Point get(int index) {
    long step = steps == null ? index : steps[index];
    return new Point(
        startMillis + step * stepMillis,
        values[index],
        histograms == null ? null : histograms[index]);
  }
}
