package io.choicesherpa.promql.math;

/**
 * A mean of numbers one after the other: sum and division at the end, and by small steps as soon as
 * the sum would overflow. Not thread-safe.
 */
public final class RunningMean {

  private final CompensatedSum sum = new CompensatedSum();
  private double count;
  private boolean stepwise;

  /** Forgets all and starts with a first number. */
  public void start(double first) {
    sum.reset(first);
    count = 1;
    stepwise = false;
  }

  /** Adds a number. */
  public void add(double value) {
    count++;
    if (!stepwise) {
      double before = sum.sum();
      double compensationBefore = sum.compensation();
      sum.add(value);
      if (!Double.isInfinite(sum.sum())) {
        return;
      }
      stepwise = true;
      sum.set(before / (count - 1), compensationBefore / (count - 1));
    }
    double kept = (count - 1) / count;
    sum.set(kept * sum.sum(), kept * sum.compensation());
    sum.add(value / count);
  }

  /** The mean so far. */
  public double value() {
    return stepwise
        ? sum.sum() + sum.compensation()
        : sum.sum() / count + sum.compensation() / count;
  }
}
