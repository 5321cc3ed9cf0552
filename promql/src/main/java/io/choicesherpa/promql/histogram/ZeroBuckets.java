package io.choicesherpa.promql.histogram;

/** Zero buckets of different width brought to the same. */
final class ZeroBuckets {

  private ZeroBuckets() {}

  /**
   * {@code h} with a zero bucket up to {@code threshold}, or further where that would cut a bucket
   * that is not empty.
   */
  static FloatHistogram widened(FloatHistogram h, double threshold) {
    if (threshold <= h.zeroThreshold) {
      return h;
    }
    double reached = threshold;
    while (true) {
      double stretched = stretched(h, reached);
      if (stretched == reached) {
        break;
      }
      reached = stretched;
    }
    double zeroCount = h.zeroCount;
    int firstLeft = h.positive.first();
    while (firstLeft < h.positive.end() && h.upperBound(firstLeft - 1) < reached) {
      zeroCount += h.positive.at(firstLeft++);
    }
    int firstRight = h.negative.first();
    while (firstRight < h.negative.end() && h.upperBound(firstRight - 1) < reached) {
      zeroCount += h.negative.at(firstRight++);
    }
    return new FloatHistogram(
        h.schema,
        reached,
        zeroCount,
        h.count,
        h.sum,
        h.positive.from(firstLeft),
        h.negative.from(firstRight),
        h.bounds,
        h.counterReset);
  }

  private static double stretched(FloatHistogram h, double threshold) {
    double reached = threshold;
    for (BucketRun run : new BucketRun[] {h.positive, h.negative}) {
      for (int i = run.first(); i < run.end() && h.upperBound(i - 1) < reached; i++) {
        if (h.upperBound(i) > reached && run.at(i) != 0) {
          reached = h.upperBound(i);
        }
      }
    }
    return reached;
  }

  /** The threshold that both of {@code a} and {@code b} can have. */
  static double common(FloatHistogram a, FloatHistogram b) {
    double threshold = Math.max(a.zeroThreshold, b.zeroThreshold);
    while (true) {
      double reached =
          Math.max(widened(a, threshold).zeroThreshold, widened(b, threshold).zeroThreshold);
      if (reached == threshold) {
        return threshold;
      }
      threshold = reached;
    }
  }

  /** Index of the first bucket whose upper bound is above {@code threshold}. */
  static int firstAbove(double threshold, int schema) {
    if (threshold <= 0) {
      return Integer.MIN_VALUE;
    }
    int low = -(1 << 20);
    int high = 1 << 20;
    while (low < high) {
      int middle = (low + high) >> 1;
      if (BucketBounds.exponential(middle, schema) <= threshold) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
