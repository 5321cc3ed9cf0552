package io.choicesherpa.promql.histogram;

/**
 * A mean of histograms one after the other: sum and division at the end, and by small steps as soon
 * as the sum would overflow. Not thread-safe.
 */
public final class HistogramMean {

  private HistogramSum sum;
  private double count = 1;
  private boolean stepwise;

  /** Starts with {@code first}. */
  public HistogramMean(FloatHistogram first) {
    sum = new HistogramSum(first);
  }

  /** Whether this can take {@code other}. */
  public boolean compatible(FloatHistogram other) {
    return sum.sum().compatible(other);
  }

  /** Adds {@code other}, which is compatible. */
  public void add(FloatHistogram other) {
    count++;
    if (!stepwise) {
      HistogramSum tried = sum.copy();
      tried.add(other);
      if (!tried.sum().hasInfinity()) {
        sum = tried;
        return;
      }
      stepwise = true;
      sum.divide(count - 1);
    }
    sum.multiply((count - 1) / count);
    sum.add(other.dividedBy(count));
  }

  /** Whether given bounds differed. */
  public boolean boundsReconciled() {
    return sum.boundsReconciled();
  }

  /** The mean so far. */
  public FloatHistogram value() {
    if (!stepwise) {
      HistogramSum mean = sum.copy();
      mean.divide(count);
      return mean.value();
    }
    return sum.value();
  }
}
