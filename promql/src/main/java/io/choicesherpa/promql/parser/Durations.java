package io.choicesherpa.promql.parser;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Prometheus writes them: {@code 1h30m}. A year has 365 days.
 *
 * @see <a
 *     href="https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations">Time
 *     durations</a>
 */
public final class Durations {

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
  private static final long[] UNIT_MILLIS = {
    31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1000L, 1L
  };
  // Anchored digits with a unit each: nothing in it can be matched in two ways.
  private static final Pattern TEXT =
      Pattern.compile(
          "(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");

  private Durations() {}

  /**
   * The milliseconds of {@code text}, 0 or more.
   *
   * @throws IllegalArgumentException when it is not a duration or does not fit into 64 bits of
   *     nanoseconds
   */
  public static long parseMillis(String text) {
    if (text.equals("0")) {
      return 0;
    }
    Matcher matcher = TEXT.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      throw new IllegalArgumentException("not a duration: \"" + text + "\"");
    }
    try {
      long millis = 0;
      for (int i = 0; i < UNITS.length; i++) {
        String digits = matcher.group(i + 1);
        if (digits != null) {
          long part = Math.multiplyExact(Long.parseLong(digits), UNIT_MILLIS[i]);
          millis = Math.addExact(millis, part);
        }
      }
      return Math.multiplyExact(millis, NANOS_PER_MILLI) / NANOS_PER_MILLI;
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("duration out of range: \"" + text + "\"", e);
    }
  }

  /** The text of {@code millis}, with a sign when it is below 0; {@code 0s} for none. */
  public static String format(long millis) {
    if (millis == 0) {
      return "0s";
    }
    StringBuilder out = new StringBuilder();
    long rest = millis;
    if (millis < 0) {
      out.append('-');
      rest = -millis;
    }
    for (int i = 0; i < UNITS.length; i++) {
      // Weeks and years only when nothing is left: 1y1d is harder to read than 366d.
      boolean exactOnly = UNITS[i].equals("y") || UNITS[i].equals("w");
      long count = rest / UNIT_MILLIS[i];
      if (count > 0 && (!exactOnly || rest % UNIT_MILLIS[i] == 0)) {
        out.append(count).append(UNITS[i]);
        rest -= count * UNIT_MILLIS[i];
      }
    }
    return out.toString();
  }
}
