package io.choicesherpa.telemetry.test;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** When two values are the same to someone who reads telemetry. */
final class Equality {

  private Equality() {}

  /** Numbers by value, whichever type they came in; everything else by {@code equals}. */
  static boolean same(@Nullable Object actual, @Nullable Object expected) {
    if (actual == null || expected == null) {
      return actual == expected;
    }
    if (actual instanceof Number a && expected instanceof Number e && finite(a) && finite(e)) {
      return new BigDecimal(a.toString()).compareTo(new BigDecimal(e.toString())) == 0;
    }
    return actual.equals(expected);
  }

  private static boolean finite(Number number) {
    return Double.isFinite(number.doubleValue());
  }
}
