package io.choicesherpa.promql.histogram;

/**
 * Cuts a histogram at a value. A bucket that holds the value keeps the share of its observations
 * that is expected on the side that stays; the sum is estimated anew when anything was cut.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/operators/">Operators</a>
 */
final class HistogramTrim {

  private final FloatHistogram histogram;
  private final double bound;
  private final boolean upTo;
  private double count;
  private double sum;
  private boolean cut;

  private HistogramTrim(FloatHistogram histogram, double bound, boolean upTo) {
    this.histogram = histogram;
    this.bound = bound;
    this.upTo = upTo;
  }

  static FloatHistogram apply(FloatHistogram histogram, double bound, boolean upTo) {
    return new HistogramTrim(histogram, bound, upTo).apply();
  }

  /** What is left of a bucket, and where its observations are on average. */
  private record Rest(double count, double middle) {}

  private FloatHistogram apply() {
    BucketRun positive = side(histogram.positive, true);
    BucketRun negative = side(histogram.negative, false);
    double zeroCount = histogram.zeroCount;
    if (zeroCount > 0) {
      zeroCount = keep(zeroRest(), zeroCount);
    }
    if (!cut) {
      return histogram;
    }
    return new FloatHistogram(
        histogram.schema,
        histogram.zeroThreshold,
        zeroCount,
        count,
        sum,
        positive,
        negative,
        histogram.bounds,
        histogram.counterReset);
  }

  private BucketRun side(BucketRun run, boolean positive) {
    double[] kept = new double[run.size()];
    for (int i = run.first(); i < run.end(); i++) {
      if (run.at(i) != 0) {
        Bucket bucket = positive ? histogram.positiveBucket(i) : histogram.negativeBucket(i);
        kept[i - run.first()] = keep(rest(bucket, positive), bucket.count());
      }
    }
    return BucketRun.of(run.first(), kept);
  }

  private double keep(Rest rest, double before) {
    count += rest.count;
    sum += rest.middle * rest.count;
    cut |= rest.count != before;
    return rest.count;
  }

  private Rest rest(Bucket bucket, boolean positive) {
    boolean all = upTo ? bucket.upper() <= bound : bucket.lower() >= bound;
    if (all) {
      return new Rest(bucket.count(), middle(bucket.lower(), bucket.upper(), positive));
    }
    boolean some = upTo ? bucket.lower() < bound : bucket.upper() > bound;
    if (!some) {
      return new Rest(0, 0);
    }
    if (bucket.lower() == Double.NEGATIVE_INFINITY) {
      return restOfLowest(bucket);
    }
    if (bucket.upper() == Double.POSITIVE_INFINITY) {
      return upTo
          ? new Rest(0, bucket.lower())
          : new Rest(bound >= bucket.lower() ? bucket.count() : 0, bound);
    }
    double below = bucket.count() * bucket.fractionBelow(bound, histogram.hasCustomBounds());
    return upTo
        ? new Rest(below, middle(bucket.lower(), bound, positive))
        : new Rest(bucket.count() - below, middle(bound, bucket.upper(), positive));
  }

  /** The bucket without a lower bound, which is taken to start at zero if it reaches above it. */
  private Rest restOfLowest(Bucket bucket) {
    double upper = bucket.upper();
    boolean finite = !Double.isInfinite(upper);
    double nothingAt = finite ? upper : 0;
    if (upTo) {
      if (bound > 0 && upper > 0 && finite) {
        return new Rest(bucket.count() * bound / upper, bound / 2);
      }
      return upper <= 0 ? new Rest(bucket.count(), bound) : new Rest(0, nothingAt);
    }
    if (bound >= 0 && upper > bound && finite) {
      return new Rest(bucket.count() * (1 - bound / upper), (bound + upper) / 2);
    }
    return bound == Double.NEGATIVE_INFINITY ? new Rest(bucket.count(), 0) : new Rest(0, nothingAt);
  }

  private Rest zeroRest() {
    double lower = -histogram.zeroThreshold;
    double upper = histogram.zeroThreshold;
    boolean hasPositive = !histogram.positive.isEmpty();
    boolean hasNegative = !histogram.negative.isEmpty();
    if (hasNegative && !hasPositive) {
      upper = 0;
    }
    if (hasPositive && !hasNegative) {
      lower = 0;
    }
    double total = histogram.zeroCount;
    if (bound <= lower) {
      return upTo ? new Rest(0, 0) : new Rest(total, (lower + upper) / 2);
    }
    if (bound >= upper) {
      return upTo ? new Rest(total, (lower + upper) / 2) : new Rest(0, 0);
    }
    return upTo
        ? new Rest(total * (bound - lower) / (upper - lower), (lower + bound) / 2)
        : new Rest(total * (upper - bound) / (upper - lower), (bound + upper) / 2);
  }

  private double middle(double lower, double upper, boolean positive) {
    if (Double.isInfinite(lower)) {
      if (Double.isInfinite(upper)) {
        return 0;
      }
      return upper > 0 ? upper / 2 : upper;
    }
    if (Double.isInfinite(upper)) {
      return lower;
    }
    if (histogram.hasCustomBounds()) {
      return (lower + upper) / 2;
    }
    double middle = Math.sqrt(Math.abs(lower * upper));
    return positive ? middle : -middle;
  }
}
