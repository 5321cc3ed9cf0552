package io.choicesherpa.promql.histogram;

import io.choicesherpa.promql.math.CompensatedSum;
import io.choicesherpa.promql.math.FloatMath;
import java.util.List;

/**
 * What can be said of observations that only a native histogram is left of.
 *
 * @see <a
 *     href="https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile">
 *     histogram_quantile</a>
 */
public final class HistogramEstimates {

  private HistogramEstimates() {}

  /** How observations of NaN bear on a result. */
  public enum NanEffect {
    /** Not at all. */
    NONE,
    /** The result is higher than without them. */
    SKEWED,
    /** The result is NaN because of them. */
    RESULT
  }

  /** A result with what NaN observations did to it. */
  public record Estimate(double value, NanEffect effect) {
    static Estimate of(double value) {
      return new Estimate(value, NanEffect.NONE);
    }
  }

  /** The φ-quantile. */
  public static Estimate quantile(double phi, FloatHistogram h) {
    if (phi < 0) {
      return Estimate.of(Double.NEGATIVE_INFINITY);
    }
    if (phi > 1) {
      return Estimate.of(Double.POSITIVE_INFINITY);
    }
    if (h.count == 0 || Double.isNaN(phi)) {
      return Estimate.of(Double.NaN);
    }
    boolean nan = Double.isNaN(h.sum);
    boolean ascending = nan || phi < 0.5;
    List<Bucket> buckets = ascending ? h.buckets() : h.bucketsDescending();
    double rank = (ascending ? phi : 1 - phi) * h.count;
    Bucket bucket = new Bucket(0, 0, false, false, 0);
    double seen = 0;
    int index = 0;
    while (index < buckets.size()) {
      bucket = buckets.get(index++);
      seen += bucket.count();
      if (seen >= rank) {
        break;
      }
    }
    if (h.hasCustomBounds()) {
      if (bucket.lower() == Double.NEGATIVE_INFINITY) {
        if (bucket.upper() <= 0) {
          return Estimate.of(bucket.upper());
        }
        bucket = bucket.withBounds(0, bucket.upper());
      } else if (bucket.upper() == Double.POSITIVE_INFINITY) {
        return Estimate.of(bucket.lower());
      }
    } else if (bucket.lower() < 0 && bucket.upper() > 0) {
      bucket = oneSided(bucket, h);
    }
    seen = Math.min(seen, h.count);
    if (seen < rank) {
      return nan ? new Estimate(Double.NaN, NanEffect.RESULT) : Estimate.of(bucket.upper());
    }
    rank = ascending ? rank - (seen - bucket.count()) : seen - rank;
    NanEffect effect = NanEffect.NONE;
    if (nan) {
      for (; index < buckets.size(); index++) {
        seen += buckets.get(index).count();
      }
      if (seen < h.count) {
        effect = NanEffect.SKEWED;
      }
    }
    return new Estimate(within(bucket, rank / bucket.count(), h.hasCustomBounds()), effect);
  }

  /** The value at a fraction of a bucket. */
  private static double within(Bucket bucket, double fraction, boolean linear) {
    if (linear || bucket.holdsZero()) {
      return bucket.lower() + (bucket.upper() - bucket.lower()) * fraction;
    }
    double logLower = FloatMath.log2(Math.abs(bucket.lower()));
    double logUpper = FloatMath.log2(Math.abs(bucket.upper()));
    return bucket.lower() > 0
        ? Math.pow(2, logLower + (logUpper - logLower) * fraction)
        : -Math.pow(2, logUpper + (logLower - logUpper) * (1 - fraction));
  }

  /** The zero bucket, cut to the side on which there are observations. */
  private static Bucket oneSided(Bucket zero, FloatHistogram h) {
    if (h.negative.isEmpty() && !h.positive.isEmpty()) {
      return zero.withBounds(0, zero.upper());
    }
    if (h.positive.isEmpty() && !h.negative.isEmpty()) {
      return zero.withBounds(zero.lower(), 0);
    }
    return zero;
  }

  /** The share of observations between two bounds. */
  public static Estimate fraction(double lower, double upper, FloatHistogram h) {
    if (h.count == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
      return Estimate.of(Double.NaN);
    }
    if (lower >= upper) {
      return Estimate.of(0);
    }
    double total = 0;
    RankFinder low = new RankFinder(lower);
    RankFinder high = new RankFinder(upper);
    for (Bucket raw : h.buckets()) {
      Bucket bucket = raw;
      boolean linear = h.hasCustomBounds();
      if (linear) {
        if (bucket.lower() == Double.NEGATIVE_INFINITY && bucket.upper() > 0) {
          bucket = bucket.withBounds(0, bucket.upper());
        }
      } else if (bucket.holdsZero()) {
        linear = true;
        bucket = oneSided(bucket, h);
      }
      low.look(bucket, total, linear);
      high.look(bucket, total, linear);
      total += bucket.count();
    }
    boolean nan = Double.isNaN(h.sum);
    double known = nan ? total : h.count;
    double share = (high.rank(known) - low.rank(known)) / h.count;
    return new Estimate(share, nan && total < h.count ? NanEffect.SKEWED : NanEffect.NONE);
  }

  /** Finds how many observations are below a value. */
  private static final class RankFinder {
    private final double value;
    private double rank;
    private boolean found;

    RankFinder(double value) {
      this.value = value;
    }

    void look(Bucket bucket, double below, boolean linear) {
      if (found) {
        return;
      }
      if (bucket.lower() >= value) {
        rank = below;
        found = true;
      } else if (bucket.upper() > value) {
        rank =
            linear && bucket.lower() == Double.NEGATIVE_INFINITY
                ? bucket.count()
                : below + bucket.count() * bucket.fractionBelow(value, linear);
        found = true;
      }
    }

    double rank(double known) {
      return !found || rank > known ? known : rank;
    }
  }

  /** The variance, each observation taken to lie in the middle of its bucket. */
  public static double variance(FloatHistogram h) {
    double mean = h.sum / h.count;
    CompensatedSum sum = new CompensatedSum();
    for (Bucket bucket : h.buckets()) {
      double middle;
      if (h.hasCustomBounds()) {
        middle = (bucket.upper() + bucket.lower()) / 2;
      } else if (bucket.holdsZero()) {
        middle = 0;
      } else {
        middle = Math.sqrt(bucket.upper() * bucket.lower());
        if (bucket.upper() < 0) {
          middle = -middle;
        }
      }
      double delta = middle - mean;
      sum.add(bucket.count() * delta * delta);
    }
    return (sum.sum() + sum.compensation()) / h.count;
  }
}
