package io.choicesherpa.console.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** Durations as Prometheus writes them: {@code 1d12h}, {@code 90s}, {@code 500ms}. */
public final class PrometheusDuration {

  private static final Pattern FORMAT =
      Pattern.compile(
          "(-?)(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");

  private static final long[] UNIT_MILLIS = {
    365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000, 1
  };

  private PrometheusDuration() {}

  /**
   * The milliseconds of {@code text}.
   *
   * @throws IllegalArgumentException naming the text when it is not a duration
   */
  public static long millis(String text) {
    Matcher matcher = FORMAT.matcher(text);
    if (text.equals("0")) {
      return 0;
    }
    if (text.isEmpty() || text.equals("-") || !matcher.matches()) {
      throw new IllegalArgumentException(
          "not a duration: \"" + text + "\"; wanted is one like 1d12h, 5m, 30s, 500ms");
    }
    try {
      long millis = 0;
      for (int i = 0; i < UNIT_MILLIS.length; i++) {
        String count = matcher.group(i + 2);
        if (count != null) {
          long part = Math.multiplyExact(Long.parseLong(count), UNIT_MILLIS[i]);
          millis = Math.addExact(millis, part);
        }
      }
      return "-".equals(matcher.group(1)) ? -millis : millis;
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException("too long a duration: \"" + text + '"', e);
    }
  }

  static double seconds(String text) throws TemplateException {
    try {
      return millis(text) / 1000.0;
    } catch (IllegalArgumentException e) {
      throw new TemplateException(String.valueOf(e.getMessage()));
    }
  }
}
