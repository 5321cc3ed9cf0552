package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.StartTimes;
import io.choicesherpa.promql.engine.data.Window;

/**
 * The numbers of a series at the two ends of a range, where there is rarely a sample: those of the
 * nearest sample before, or on the line between the samples around. Since when a counter counts
 * helps where a sample is missing.
 */
public final class EdgeValues {

  private final Window window;
  private final boolean smoothed;
  private final boolean counter;
  private final long lookbackStart;

  private int first;
  private int last;
  private Point left = Point.NONE;
  private Point right = Point.NONE;

  /** A value at a time with since when it counts. */
  private record Point(long time, double value, long start) {
    static final Point NONE = new Point(0, 0, 0);

    boolean isResetAfter(long limit) {
      return StartTimes.isResetAfter(limit, start, time);
    }

    boolean isResetSince(Point previous) {
      return StartTimes.isReset(previous.start, previous.time, start, time);
    }

    Point at(long newTime, double newValue, long newStart) {
      return new Point(newTime, newValue, newStart);
    }
  }

  /**
   * For a window that reaches beyond its range by the look-back.
   *
   * @param smoothed whether to interpolate
   * @param counter whether a fall is a new start from zero
   */
  public EdgeValues(Window window, boolean smoothed, boolean counter, long lookbackMillis) {
    this.window = window;
    this.smoothed = smoothed;
    this.counter = counter;
    lookbackStart = window.rangeStartMillis() - lookbackMillis;
  }

  /** Finds the values; false when the series says nothing about the range. */
  public boolean find() {
    long rangeStart = window.rangeStartMillis();
    long rangeEnd = window.rangeEndMillis();
    last = window.count() - 1;
    first = Math.max(0, firstAfter(rangeStart, last) - 1);
    if (smoothed) {
      last = firstFrom(rangeEnd, last);
    }
    if (window.time(last) <= rangeStart) {
      return false;
    }
    Point begin = point(first);
    if (smoothed
        && begin.time > rangeEnd
        && (!counter || !begin.isResetAfter(lookbackStart) || begin.isResetAfter(rangeEnd))) {
      return false;
    }
    left = left(begin, rangeStart);
    right = right(point(last), rangeEnd);
    return true;
  }

  /** Index of the first of {@code limit} numbers after {@code time}. */
  private int firstAfter(long time, int limit) {
    int index = 0;
    while (index < limit && window.time(index) <= time) {
      index++;
    }
    return index;
  }

  private int firstFrom(long time, int limit) {
    int index = 0;
    while (index < limit && window.time(index) < time) {
      index++;
    }
    return index;
  }

  private Point point(int index) {
    return new Point(window.time(index), window.number(index), window.start(index));
  }

  private double between(Point a, Point b, long time) {
    return Interpolation.number(a.time, a.value, b.time, b.value, time, counter);
  }

  private Point left(Point sample, long at) {
    long start = sample.start > at ? 0 : sample.start;
    if (sample.time == at) {
      return sample;
    }
    if (sample.time > at) {
      return missing(sample, at, start);
    }
    Point before = sample;
    Point after = point(first + 1);
    if (counter && after.isResetAfter(at)) {
      after = new Point(after.start, 0, after.start);
    } else if (counter && after.isResetSince(before)) {
      before = new Point(after.start, 0, after.start);
      start = after.start;
    }
    return before.at(at, smoothed ? between(before, after, at) : before.value, start);
  }

  private Point right(Point sample, long at) {
    long start = sample.start > at ? 0 : sample.start;
    if (sample.time <= at) {
      return sample.at(at, sample.value, start);
    }
    if (last == 0) {
      return missing(sample, at, start);
    }
    Point before = point(last - 1);
    Point after = sample;
    if (counter && after.isResetAfter(at)) {
      start = before.start;
      after = new Point(after.start, 0, after.start);
    } else if (counter && after.isResetSince(before)) {
      before = new Point(after.start, 0, after.start);
    }
    return before.at(at, smoothed ? between(before, after, at) : before.value, start);
  }

  /** The value at {@code at} when the nearest sample before is out of sight. */
  private Point missing(Point sample, long at, long start) {
    if (!counter || !sample.isResetAfter(lookbackStart)) {
      return sample.at(at, sample.value, start);
    }
    boolean interpolated = smoothed && !sample.isResetAfter(at);
    double value = interpolated ? between(new Point(sample.start, 0, 0), sample, at) : 0;
    return sample.at(at, value, start);
  }

  /** The value at the range's start. */
  public double left() {
    return left.value;
  }

  /** The value at the range's end. */
  public double right() {
    return right.value;
  }

  /** Index in the window of the first number after the range's start. */
  public int firstWithin() {
    return window.time(first) <= window.rangeStartMillis() ? first + 1 : first;
  }

  /** Index in the window of the last number before the range's end. */
  public int lastWithin() {
    return window.time(last) >= window.rangeEndMillis() ? last - 1 : last;
  }

  /** By how much the series grew from one end to the other. */
  double growth() {
    double growth = right.value - left.value;
    if (!counter) {
      return growth;
    }
    double corrections = 0;
    Point previous = left;
    for (int i = firstWithin(); i <= lastWithin(); i++) {
      Point sample = point(i);
      if (sample.value < previous.value || sample.isResetSince(previous)) {
        corrections += previous.value;
      }
      previous = sample;
    }
    if (right.value < previous.value || right.isResetSince(previous)) {
      corrections += previous.value;
    }
    return growth + corrections;
  }
}
