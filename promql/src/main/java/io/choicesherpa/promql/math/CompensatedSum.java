package io.choicesherpa.promql.math;

/**
 * A running sum that keeps what rounding took away, as Kahan and Neumaier do it. Not thread-safe.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Kahan_summation_algorithm">Kahan summation</a>
 */
public final class CompensatedSum {

  private double sum;
  private double compensation;

  /** Starts with {@code sum} and no compensation. */
  public void reset(double start) {
    set(start, 0);
  }

  /** Starts with a sum and what rounding took away from it so far. */
  public void set(double newSum, double newCompensation) {
    sum = newSum;
    compensation = newCompensation;
  }

  /** Adds a number. */
  public void add(double value) {
    double total = sum + value;
    compensation = compensation(value, sum, compensation, total);
    sum = total;
  }

  /** What rounding takes away when {@code value} is added to {@code sum}, giving {@code total}. */
  public static double compensation(double value, double sum, double compensation, double total) {
    if (Double.isInfinite(total)) {
      return 0;
    }
    return Math.abs(sum) >= Math.abs(value)
        ? compensation + ((sum - total) + value)
        : compensation + ((value - total) + sum);
  }

  /** The sum without what rounding took away. */
  public double sum() {
    return sum;
  }

  /** What rounding took away so far. */
  public double compensation() {
    return compensation;
  }

  /** The sum, corrected. */
  public double value() {
    return Double.isInfinite(sum) ? sum : sum + compensation;
  }
}
