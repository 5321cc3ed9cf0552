package io.choicesherpa.promql.histogram;

/** Whether a counter histogram started anew, seen from two samples. */
final class ResetDetection {

  private ResetDetection() {}

  static boolean isReset(FloatHistogram previous, FloatHistogram current) {
    if (current.count < previous.count) {
      return true;
    }
    if (current.hasCustomBounds() != previous.hasCustomBounds()) {
      return true;
    }
    if (current.hasCustomBounds()) {
      return CustomBounds.match(current.bounds, previous.bounds)
          ? current.positive.anyBelow(previous.positive)
          : isResetAcrossBounds(previous, current);
    }
    if (current.schema > previous.schema || current.zeroThreshold < previous.zeroThreshold) {
      return true;
    }
    FloatHistogram widened = ZeroBuckets.widened(previous, current.zeroThreshold);
    if (widened.zeroThreshold != current.zeroThreshold || current.zeroCount < widened.zeroCount) {
      return true;
    }
    FloatHistogram comparable = widened.reduced(current.schema);
    int first = ZeroBuckets.firstAbove(current.zeroThreshold, current.schema);
    return current.positive.anyBelow(comparable.positive.from(first))
        || current.negative.anyBelow(comparable.negative.from(first));
  }

  /** Compares what lies between the bounds that both have. */
  private static boolean isResetAcrossBounds(FloatHistogram previous, FloatHistogram current) {
    double[] common = CustomBounds.common(previous.bounds, current.bounds);
    BucketRun before = CustomBounds.mapped(previous.positive, previous.bounds, common);
    BucketRun after = CustomBounds.mapped(current.positive, current.bounds, common);
    return after.anyBelow(before);
  }
}
