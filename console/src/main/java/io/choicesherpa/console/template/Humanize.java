package io.choicesherpa.console.template;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Numbers made readable, as Prometheus's template functions do. */
final class Humanize {

  private static final List<String> LARGE = List.of("k", "M", "G", "T", "P", "E", "Z", "Y");
  private static final List<String> SMALL = List.of("m", "u", "n", "p", "f", "a", "z", "y");
  private static final List<String> BINARY =
      List.of("ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi");
  private static final int DIGITS = 4;

  private Humanize() {}

  static String number(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return digits(value);
    }
    return Math.abs(value) >= 1 ? reduced(value, 1000, LARGE) : enlarged(value);
  }

  static String number1024(double value) {
    return Math.abs(value) <= 1 || !Double.isFinite(value)
        ? digits(value)
        : reduced(value, 1024, BINARY);
  }

  static String percentage(double value) {
    return digits(value * 100) + "%";
  }

  static String duration(double seconds) {
    if (!Double.isFinite(seconds)) {
      return digits(seconds);
    }
    if (seconds == 0) {
      return digits(seconds) + "s";
    }
    return Math.abs(seconds) >= 1 ? longDuration(seconds) : enlarged(seconds) + "s";
  }

  private static String longDuration(double seconds) {
    String sign = seconds < 0 ? "-" : "";
    long whole = (long) Math.abs(seconds);
    if (whole < 60) {
      return sign + digits(Math.abs(seconds)) + "s";
    }
    StringBuilder out = new StringBuilder(sign);
    if (whole >= 86_400) {
      out.append(whole / 86_400).append("d ");
    }
    if (whole >= 3_600) {
      out.append(whole / 3_600 % 24).append("h ");
    }
    return out.append(whole / 60 % 60).append("m ").append(whole % 60).append('s').toString();
  }

  static String timestamp(double seconds) throws TemplateException {
    return Double.isFinite(seconds) ? GoText.of(time(seconds)) : digits(seconds);
  }

  static Instant time(double seconds) throws TemplateException {
    if (!Double.isFinite(seconds) || Math.abs(seconds) * 1e9 > Long.MAX_VALUE) {
      throw new TemplateException(GoText.shortest(seconds) + " is not a time");
    }
    BigDecimal exact = new BigDecimal(seconds * 1e9);
    long nanos = exact.longValue();
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }

  private static String reduced(double value, int base, List<String> prefixes) {
    double rest = value;
    String prefix = "";
    for (String next : prefixes) {
      if (Math.abs(rest) < base) {
        break;
      }
      prefix = next;
      rest /= base;
    }
    return digits(rest) + prefix;
  }

  private static String enlarged(double value) {
    double rest = value;
    String prefix = "";
    for (String next : SMALL) {
      if (Math.abs(rest) >= 1) {
        break;
      }
      prefix = next;
      rest *= 1000;
    }
    return digits(rest) + prefix;
  }

  private static String digits(double value) {
    return GoText.general(value, DIGITS);
  }
}
