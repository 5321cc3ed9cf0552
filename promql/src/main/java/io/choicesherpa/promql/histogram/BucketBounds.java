package io.choicesherpa.promql.histogram;

/** Bounds of exponential buckets: the one at index i reaches up to 2^(i * 2^-schema). */
final class BucketBounds {

  private static final int MIN_SCHEMA = -4;
  private static final int MAX_SCHEMA = 8;

  /** By schema: the bounds from 0.5 on up to 1, which powers of 2 carry everywhere. */
  private static final double[][] FRACTIONS = fractions();

  private BucketBounds() {}

  private static double[][] fractions() {
    double[][] bySchema = new double[MAX_SCHEMA + 1][];
    for (int schema = 0; schema <= MAX_SCHEMA; schema++) {
      int count = 1 << schema;
      bySchema[schema] = new double[count];
      for (int i = 0; i < count; i++) {
        bySchema[schema][i] = 0.5 * Math.pow(2, (double) i / count);
      }
    }
    return bySchema;
  }

  static boolean isExponential(int schema) {
    return schema >= MIN_SCHEMA && schema <= MAX_SCHEMA;
  }

  /** The upper bound of the bucket at {@code index}; the last finite one ends at the largest. */
  static double exponential(int index, int schema) {
    if (schema < 0) {
      long exponent = (long) index << -schema;
      return exponent == 1024 ? Double.MAX_VALUE : scale(1, exponent);
    }
    double fraction = FRACTIONS[schema][index & ((1 << schema) - 1)];
    long exponent = (index >> schema) + 1L;
    return fraction == 0.5 && exponent == 1025 ? Double.MAX_VALUE : scale(fraction, exponent);
  }

  /** The upper bound of the bucket at {@code index} among those with given bounds. */
  static double custom(int index, double[] bounds) {
    if (index < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return index < bounds.length ? bounds[index] : Double.POSITIVE_INFINITY;
  }

  private static double scale(double fraction, long exponent) {
    return Math.scalb(fraction, (int) Math.max(-5000, Math.min(5000, exponent)));
  }
}
