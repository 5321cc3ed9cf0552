package io.choicesherpa.console.template;

import java.math.BigDecimal;

/** Durations as Go prints them: {@code 1h2m3.5s}. */
final class GoDurationText {

  private GoDurationText() {}

  static String ofSeconds(double seconds) {
    long nanos = (long) (seconds * 1e9);
    if (nanos == 0) {
      return "0s";
    }
    String sign = nanos < 0 ? "-" : "";
    long rest = Math.abs(nanos);
    if (rest < 1_000) {
      return sign + rest + "ns";
    }
    if (rest < 1_000_000) {
      return sign + decimal(rest, 3) + "µs";
    }
    if (rest < 1_000_000_000) {
      return sign + decimal(rest, 6) + "ms";
    }
    long minutes = rest / 60_000_000_000L;
    StringBuilder out = new StringBuilder(sign);
    if (minutes >= 60) {
      out.append(minutes / 60).append('h');
    }
    if (minutes > 0) {
      out.append(minutes % 60).append('m');
    }
    return out.append(decimal(rest % 60_000_000_000L, 9)).append('s').toString();
  }

  private static String decimal(long nanos, int places) {
    BigDecimal value = BigDecimal.valueOf(nanos, places);
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
