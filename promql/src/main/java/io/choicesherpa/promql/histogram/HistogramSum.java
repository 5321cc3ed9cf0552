package io.choicesherpa.promql.histogram;

import io.choicesherpa.promql.math.CompensatedSum;
import io.choicesherpa.promql.model.Histogram.CounterReset;

/**
 * Adds histograms one after the other, keeping what rounding takes away. Not thread-safe.
 *
 * <p>Histograms of different resolution are brought to the coarsest, those with different given
 * bounds to the bounds that all have.
 */
public final class HistogramSum {

  private FloatHistogram sum;

  /** What rounding took away, bucket by bucket, laid out as the sum. */
  private FloatHistogram lost;

  private boolean boundsReconciled;
  private boolean resetCollision;

  /** Starts with {@code first}. */
  public HistogramSum(FloatHistogram first) {
    sum = first;
    lost = noneLost(first);
  }

  private static FloatHistogram noneLost(FloatHistogram like) {
    return new FloatHistogram(
        like.schema,
        like.zeroThreshold,
        0,
        0,
        0,
        BucketRun.EMPTY,
        BucketRun.EMPTY,
        like.bounds,
        like.counterReset);
  }

  /** {@code a + b}, or {@code a - b} when {@code sign} is -1; both are compatible. */
  public static HistogramSum of(FloatHistogram a, FloatHistogram b, int sign) {
    HistogramSum result = new HistogramSum(a);
    result.addPlainly(b, sign);
    return result;
  }

  /** The sum so far without correction. */
  public FloatHistogram sum() {
    return sum;
  }

  /** The sum so far, corrected by what rounding took away. */
  public FloatHistogram value() {
    return of(sum, lost.withCounterReset(sum.counterReset), 1).sum;
  }

  /** Whether given bounds differed. */
  public boolean boundsReconciled() {
    return boundsReconciled;
  }

  /** Whether one said that there was a reset and the other that there was none. */
  public boolean resetCollision() {
    return resetCollision;
  }

  /** A copy that goes its own way. */
  public HistogramSum copy() {
    HistogramSum copy = new HistogramSum(sum);
    copy.lost = lost;
    copy.boundsReconciled = boundsReconciled;
    copy.resetCollision = resetCollision;
    return copy;
  }

  /** Multiplies the sum. */
  public void multiply(double factor) {
    sum = sum.times(factor);
    lost = lost.times(factor);
  }

  /** Divides the sum. */
  public void divide(double divisor) {
    sum = sum.dividedBy(divisor);
    lost = lost.dividedBy(divisor);
  }

  /** Adds {@code other}, which is compatible with the first. */
  public void add(FloatHistogram other) {
    FloatHistogram aligned = align(other);
    CompensatedSum number = new CompensatedSum();
    number.set(sum.zeroCount, lost.zeroCount);
    number.add(aligned.zeroCount);
    final double zeroCount = number.sum();
    final double zeroLost = number.compensation();
    number.set(sum.count, lost.count);
    number.add(aligned.count);
    final double count = number.sum();
    final double countLost = number.compensation();
    number.set(sum.sum, lost.sum);
    number.add(aligned.sum);
    Side positive = Side.sum(sum.positive, lost.positive, aligned.positive);
    Side negative = Side.sum(sum.negative, lost.negative, aligned.negative);
    CounterReset hint = combine(sum.counterReset, other.counterReset);
    lost =
        new FloatHistogram(
            sum.schema,
            sum.zeroThreshold,
            zeroLost,
            countLost,
            number.compensation(),
            positive.lost,
            negative.lost,
            sum.bounds,
            hint);
    sum =
        new FloatHistogram(
            sum.schema,
            sum.zeroThreshold,
            zeroCount,
            count,
            number.sum(),
            positive.sum,
            negative.sum,
            sum.bounds,
            hint);
  }

  private void addPlainly(FloatHistogram other, int sign) {
    FloatHistogram aligned = align(other);
    sum =
        new FloatHistogram(
            sum.schema,
            sum.zeroThreshold,
            sum.zeroCount + sign * aligned.zeroCount,
            sum.count + sign * aligned.count,
            sum.sum + sign * aligned.sum,
            sum.positive.plus(aligned.positive, sign),
            sum.negative.plus(aligned.negative, sign),
            sum.bounds,
            combine(sum.counterReset, other.counterReset));
  }

  /** Brings sum and {@code other} to the same layout; gives the latter. */
  private FloatHistogram align(FloatHistogram other) {
    if (sum.hasCustomBounds()) {
      if (CustomBounds.match(sum.bounds, other.bounds)) {
        return other;
      }
      boundsReconciled = true;
      double[] common = CustomBounds.common(sum.bounds, other.bounds);
      sum = mapped(sum, common);
      lost = mapped(lost, common);
      return mapped(other, common);
    }
    double threshold = ZeroBuckets.common(sum, other);
    if (sum.zeroThreshold != threshold) {
      sum = ZeroBuckets.widened(sum, threshold);
      lost = ZeroBuckets.widened(lost, threshold);
    }
    int schema = Math.min(sum.schema, other.schema);
    sum = sum.reduced(schema);
    lost = lost.reduced(schema);
    FloatHistogram aligned = ZeroBuckets.widened(other, threshold).reduced(schema);
    int first = ZeroBuckets.firstAbove(threshold, schema);
    return new FloatHistogram(
        schema,
        threshold,
        aligned.zeroCount,
        aligned.count,
        aligned.sum,
        aligned.positive.from(first),
        aligned.negative.from(first),
        aligned.bounds,
        aligned.counterReset);
  }

  private static FloatHistogram mapped(FloatHistogram h, double[] bounds) {
    return new FloatHistogram(
        h.schema,
        h.zeroThreshold,
        h.zeroCount,
        h.count,
        h.sum,
        CustomBounds.mapped(h.positive, h.bounds, bounds),
        h.negative,
        bounds,
        h.counterReset);
  }

  private CounterReset combine(CounterReset mine, CounterReset other) {
    if (mine == other || mine == CounterReset.GAUGE) {
      return mine;
    }
    if (other == CounterReset.GAUGE) {
      return other;
    }
    if (mine != CounterReset.UNKNOWN && other != CounterReset.UNKNOWN) {
      resetCollision = true;
    }
    return CounterReset.UNKNOWN;
  }

  /** Counts of one side with what rounding took away from each. */
  private record Side(BucketRun sum, BucketRun lost) {

    static Side sum(BucketRun counts, BucketRun lost, BucketRun added) {
      if (added.isEmpty()) {
        return new Side(counts, lost);
      }
      int first = counts.isEmpty() ? added.first() : Math.min(counts.first(), added.first());
      int end = counts.isEmpty() ? added.end() : Math.max(counts.end(), added.end());
      double[] sums = new double[end - first];
      double[] losses = new double[end - first];
      CompensatedSum number = new CompensatedSum();
      for (int i = first; i < end; i++) {
        number.set(counts.at(i), lost.at(i));
        number.add(added.at(i));
        sums[i - first] = number.sum();
        losses[i - first] = number.compensation();
      }
      return new Side(BucketRun.of(first, sums), BucketRun.of(first, losses));
    }
  }
}
