package io.choicesherpa.promql.histogram;

import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.Histogram.CounterReset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A native histogram to calculate with. Immutable: each operation gives another.
 *
 * @see <a href="https://prometheus.io/docs/specs/native_histograms/">Native histograms</a>
 */
public final class FloatHistogram {

  private static final double[] NO_BOUNDS = {};

  final int schema;
  final double zeroThreshold;
  final double zeroCount;
  final double count;
  final double sum;
  final BucketRun positive;
  final BucketRun negative;
  final double[] bounds;
  final CounterReset counterReset;

  FloatHistogram(
      int schema,
      double zeroThreshold,
      double zeroCount,
      double count,
      double sum,
      BucketRun positive,
      BucketRun negative,
      double[] bounds,
      CounterReset counterReset) {
    this.schema = schema;
    this.zeroThreshold = zeroThreshold;
    this.zeroCount = zeroCount;
    this.count = count;
    this.sum = sum;
    this.positive = positive;
    this.negative = negative;
    this.bounds = bounds;
    this.counterReset = counterReset;
  }

  /** The same as {@code histogram}. */
  public static FloatHistogram of(Histogram histogram) {
    return new FloatHistogram(
        histogram.schema(),
        histogram.zeroThreshold(),
        histogram.zeroCount(),
        histogram.count(),
        histogram.sum(),
        BucketRun.of(histogram.positive()),
        BucketRun.of(histogram.negative()),
        histogram.customBounds().isEmpty()
            ? NO_BOUNDS
            : histogram.customBounds().stream().mapToDouble(Double::doubleValue).toArray(),
        histogram.counterReset());
  }

  /** The same as a sample's value. */
  public Histogram toModel() {
    return new Histogram(
        schema,
        zeroThreshold,
        zeroCount,
        count,
        sum,
        positive.toModel(),
        negative.toModel(),
        Arrays.stream(bounds).boxed().toList(),
        counterReset);
  }

  /** All observations. */
  public double count() {
    return count;
  }

  /** The sum of all observations. */
  public double sum() {
    return sum;
  }

  /** What is known of a reset before this. */
  public CounterReset counterReset() {
    return counterReset;
  }

  /** Whether resets mean nothing. */
  public boolean isGauge() {
    return counterReset == CounterReset.GAUGE;
  }

  /** Whether the buckets have given bounds. */
  public boolean hasCustomBounds() {
    return schema == Histogram.CUSTOM_BUCKETS;
  }

  /** How many samples it counts for, by the memory that it takes. */
  public int sizeInSamples() {
    return 1 + (positive.size() + negative.size() + bounds.length) / 2;
  }

  /** Whether both have given bounds or both have not, so that they can be added. */
  public boolean compatible(FloatHistogram other) {
    return hasCustomBounds() == other.hasCustomBounds();
  }

  /** The same with another hint. */
  public FloatHistogram withCounterReset(CounterReset hint) {
    return hint == counterReset
        ? this
        : new FloatHistogram(
            schema, zeroThreshold, zeroCount, count, sum, positive, negative, bounds, hint);
  }

  /** Nothing observed, in the resolution of this. */
  public FloatHistogram emptied() {
    return new FloatHistogram(
        schema, 0, 0, 0, 0, BucketRun.EMPTY, BucketRun.EMPTY, bounds, CounterReset.UNKNOWN);
  }

  /** Everything multiplied; by a negative factor it becomes a gauge. */
  public FloatHistogram times(double factor) {
    return new FloatHistogram(
        schema,
        zeroThreshold,
        zeroCount * factor,
        count * factor,
        sum * factor,
        positive.times(factor),
        negative.times(factor),
        bounds,
        factor < 0 ? CounterReset.GAUGE : counterReset);
  }

  /** Everything divided; by zero no bucket is left, by a negative divisor it becomes a gauge. */
  public FloatHistogram dividedBy(double divisor) {
    return new FloatHistogram(
        schema,
        zeroThreshold,
        zeroCount / divisor,
        count / divisor,
        sum / divisor,
        divisor == 0 ? BucketRun.EMPTY : positive.dividedBy(divisor),
        divisor == 0 ? BucketRun.EMPTY : negative.dividedBy(divisor),
        bounds,
        divisor < 0 ? CounterReset.GAUGE : counterReset);
  }

  /** The same in the coarser resolution of {@code targetSchema}. */
  public FloatHistogram reduced(int targetSchema) {
    if (targetSchema >= schema) {
      return this;
    }
    int halvings = schema - targetSchema;
    return new FloatHistogram(
        targetSchema,
        zeroThreshold,
        zeroCount,
        count,
        sum,
        positive.reduced(halvings),
        negative.reduced(halvings),
        bounds,
        counterReset);
  }

  /** The resolution: higher is finer. */
  public int schema() {
    return schema;
  }

  /** Whether any count or the sum is infinite. */
  public boolean hasInfinity() {
    return Double.isInfinite(zeroCount)
        || Double.isInfinite(count)
        || Double.isInfinite(sum)
        || positive.hasInfinity()
        || negative.hasInfinity();
  }

  /** Whether all but the hint is the same, bit by bit. */
  public boolean sameAs(FloatHistogram other) {
    return schema == other.schema
        && same(count, other.count)
        && same(sum, other.sum)
        && Arrays.equals(bounds, other.bounds)
        && zeroThreshold == other.zeroThreshold
        && same(zeroCount, other.zeroCount)
        && negative.sameAs(other.negative)
        && positive.sameAs(other.positive);
  }

  private static boolean same(double a, double b) {
    return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
  }

  /** Whether the counter started anew between {@code previous} and this. */
  public boolean isResetAfter(FloatHistogram previous) {
    return switch (counterReset) {
      case RESET -> true;
      case NOT_RESET -> false;
      case UNKNOWN, GAUGE -> ResetDetection.isReset(previous, this);
    };
  }

  /** Only the observations up to {@code bound}, or only those from there on. */
  public FloatHistogram trimmed(double bound, boolean upTo) {
    return HistogramTrim.apply(this, bound, upTo);
  }

  double upperBound(int index) {
    return hasCustomBounds()
        ? BucketBounds.custom(index, bounds)
        : BucketBounds.exponential(index, schema);
  }

  Bucket positiveBucket(int index) {
    double lower = upperBound(index - 1);
    double upper = upperBound(index);
    return hasCustomBounds()
        ? new Bucket(lower, upper, index == 0, true, positive.at(index))
        : new Bucket(lower, upper, lower < 0, upper > 0, positive.at(index));
  }

  Bucket negativeBucket(int index) {
    return new Bucket(-upperBound(index), -upperBound(index - 1), true, false, negative.at(index));
  }

  Bucket zeroBucket() {
    return new Bucket(-zeroThreshold, zeroThreshold, true, true, zeroCount);
  }

  /** Buckets that are not empty, ascending, cut off at the zero bucket. */
  List<Bucket> buckets() {
    List<Bucket> all = new ArrayList<>();
    for (int i = negative.end() - 1; i >= negative.first(); i--) {
      if (negative.at(i) != 0) {
        Bucket b = negativeBucket(i);
        boolean overlaps = b.upper() < 0 && b.upper() > -zeroThreshold;
        all.add(overlaps ? b.withBounds(b.lower(), -zeroThreshold) : b);
      }
    }
    if (zeroCount > 0) {
      all.add(zeroBucket());
    }
    for (int i = positive.first(); i < positive.end(); i++) {
      if (positive.at(i) != 0) {
        Bucket b = positiveBucket(i);
        boolean overlaps = b.lower() > 0 && b.lower() < zeroThreshold;
        all.add(overlaps ? b.withBounds(zeroThreshold, b.upper()) : b);
      }
    }
    return all;
  }

  /** Buckets that are not empty, descending. */
  List<Bucket> bucketsDescending() {
    List<Bucket> all = buckets();
    Collections.reverse(all);
    return all;
  }

  /** Count, sum and buckets, as Prometheus writes them for people. */
  @Override
  public String toString() {
    return HistogramText.of(this);
  }
}
