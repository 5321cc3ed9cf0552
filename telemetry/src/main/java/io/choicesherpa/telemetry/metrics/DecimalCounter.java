package io.choicesherpa.telemetry.metrics;

import java.math.BigDecimal;

/**
 * One series of a counter that keeps the exact decimal sum of what was added; only the exposition
 * rounds it to a double. For money, where adding doubles would drift. Thread-safe.
 */
public final class DecimalCounter {

  private BigDecimal sum = BigDecimal.ZERO;
  private final long createdMillis;

  /**
   * At zero.
   *
   * @param createdMillis since when it counts, milliseconds since the epoch
   */
  DecimalCounter(long createdMillis) {
    this.createdMillis = createdMillis;
  }

  long createdMillis() {
    return createdMillis;
  }

  /**
   * Adds an amount.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public void add(BigDecimal amount) {
    if (amount.signum() < 0) {
      throw new IllegalArgumentException("negative increment " + amount);
    }
    synchronized (this) {
      // Trailing zeros would make the number longer with every price of another scale.
      sum = sum.add(amount).stripTrailingZeros();
    }
  }

  /** The exact sum so far. */
  public synchronized BigDecimal get() {
    return sum;
  }
}
