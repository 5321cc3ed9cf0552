package io.choicesherpa.promql.histogram;

import java.util.Arrays;

/**
 * A histogram put together from series with an {@code le} label. Filled again and again; not
 * thread-safe.
 *
 * @see <a
 *     href="https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile">
 *     histogram_quantile</a>
 */
public final class ClassicHistogram {

  /** Relative differences of counts below this come from rounding. */
  private static final double TOLERANCE = 1e-12;

  private double[] bounds = new double[16];
  private double[] counts = new double[16];
  private int size;

  private boolean forced;
  private double lowestForced;
  private double highestForced;
  private double largestForced;

  /** Forgets all buckets. */
  public void clear() {
    size = 0;
    forced = false;
  }

  /** Whether there is no bucket. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Adds a bucket with the count of all observations up to its bound. */
  public void add(double upperBound, double cumulativeCount) {
    if (size == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    int at = size++;
    while (at > 0 && bounds[at - 1] > upperBound) {
      bounds[at] = bounds[at - 1];
      counts[at] = counts[at - 1];
      at--;
    }
    bounds[at] = upperBound;
    counts[at] = cumulativeCount;
  }

  /** Whether counts had to be raised to that of the bucket before, when last asked. */
  public boolean forced() {
    return forced;
  }

  /** The lowest bound of a bucket that was raised. */
  public double lowestForced() {
    return lowestForced;
  }

  /** The highest bound of a bucket that was raised. */
  public double highestForced() {
    return highestForced;
  }

  /** By how much a bucket was raised at most. */
  public double largestForced() {
    return largestForced;
  }

  /** The φ-quantile; NaN without a bucket for +Inf, without observations or with one bucket. */
  public double quantile(double phi) {
    forced = false;
    if (Double.isNaN(phi)) {
      return Double.NaN;
    }
    if (phi < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (phi > 1) {
      return Double.POSITIVE_INFINITY;
    }
    if (size == 0 || bounds[size - 1] != Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    coalesce();
    makeMonotonic();
    double observations = counts[size - 1];
    if (size < 2 || observations == 0) {
      return Double.NaN;
    }
    double rank = phi * observations;
    int b = 0;
    int high = size - 1;
    while (b < high) {
      int middle = (b + high) >>> 1;
      if (counts[middle] >= rank) {
        high = middle;
      } else {
        b = middle + 1;
      }
    }
    if (b == size - 1) {
      return bounds[size - 2];
    }
    if (b == 0 && bounds[0] <= 0) {
      return bounds[0];
    }
    double start = b == 0 ? 0 : bounds[b - 1];
    double below = b == 0 ? 0 : counts[b - 1];
    return start + (bounds[b] - start) * ((rank - below) / (counts[b] - below));
  }

  /** The share of observations between two bounds; NaN as for a quantile. */
  public double fraction(double lower, double upper) {
    if (size == 0 || bounds[size - 1] != Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    coalesce();
    double total = counts[size - 1];
    if (total == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
      return Double.NaN;
    }
    return lower >= upper ? 0 : (rank(upper) - rank(lower)) / total;
  }

  private double rank(double value) {
    double total = counts[size - 1];
    double below = 0;
    double lower = bounds[0] <= 0 ? Double.NEGATIVE_INFINITY : 0;
    for (int i = 0; i < size; i++) {
      if (i > 0) {
        lower = bounds[i - 1];
      }
      if (lower >= value) {
        return Math.min(below, total);
      }
      if (bounds[i] > value) {
        double rank =
            lower == Double.NEGATIVE_INFINITY
                ? counts[i]
                : below + (counts[i] - below) * (value - lower) / (bounds[i] - lower);
        return Math.min(rank, total);
      }
      below = counts[i];
    }
    return total;
  }

  /** Makes one bucket of those with the same bound. */
  private void coalesce() {
    int last = 0;
    for (int i = 1; i < size; i++) {
      if (bounds[i] == bounds[last]) {
        counts[last] += counts[i];
      } else {
        last++;
        bounds[last] = bounds[i];
        counts[last] = counts[i];
      }
    }
    size = last + 1;
  }

  private void makeMonotonic() {
    lowestForced = Double.POSITIVE_INFINITY;
    highestForced = Double.NEGATIVE_INFINITY;
    largestForced = 0;
    double previous = counts[0];
    for (int i = 1; i < size; i++) {
      double current = counts[i];
      if (current == previous) {
        continue;
      }
      if (almostEqual(previous, current)) {
        counts[i] = previous;
      } else if (current < previous) {
        counts[i] = previous;
        forced = true;
        lowestForced = Math.min(lowestForced, bounds[i]);
        highestForced = Math.max(highestForced, bounds[i]);
        largestForced = Math.max(largestForced, previous - current);
      } else {
        previous = current;
      }
    }
  }

  private static boolean almostEqual(double a, double b) {
    if (Double.isNaN(a) && Double.isNaN(b)) {
      return true;
    }
    double sum = Math.abs(a) + Math.abs(b);
    double difference = Math.abs(a - b);
    if (a == 0 || b == 0 || sum < Double.MIN_NORMAL) {
      return difference < TOLERANCE * Double.MIN_NORMAL;
    }
    return difference / Math.min(sum, Double.MAX_VALUE) < TOLERANCE;
  }
}
