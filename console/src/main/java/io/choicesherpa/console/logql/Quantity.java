package io.choicesherpa.console.logql;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers, durations and sizes as they stand in queries and in labels. */
final class Quantity {

  private static final int MAX_CHARS = 64;

  private static final Map<String, Double> SECONDS =
      Map.ofEntries(
          Map.entry("ns", 1e-9),
          Map.entry("us", 1e-6),
          Map.entry("µs", 1e-6),
          Map.entry("ms", 1e-3),
          Map.entry("s", 1d),
          Map.entry("m", 60d),
          Map.entry("h", 3600d),
          Map.entry("d", 86_400d),
          Map.entry("w", 604_800d),
          Map.entry("y", 31_536_000d));

  private static final Map<String, Double> BYTES =
      Map.ofEntries(
          Map.entry("b", 1d),
          Map.entry("kb", 1e3),
          Map.entry("mb", 1e6),
          Map.entry("gb", 1e9),
          Map.entry("tb", 1e12),
          Map.entry("pb", 1e15),
          Map.entry("kib", 1024d),
          Map.entry("mib", 1048576d),
          Map.entry("gib", 1073741824d),
          Map.entry("tib", 1099511627776d),
          Map.entry("pib", 1125899906842624d));

  private Quantity() {}

  /** Null when it is none. */
  static @Nullable Double number(String text) {
    if (text.isEmpty() || text.length() > MAX_CHARS) {
      return null;
    }
    char last = text.charAt(text.length() - 1);
    if (last == 'd' || last == 'D' || last == 'f' || last == 'F') {
      return null; // what Java takes for a number beyond this
    }
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** A duration such as {@code 1h30m} in seconds; null when it is none. */
  static @Nullable Double seconds(String text) {
    double total = 0;
    int at = 0;
    boolean negative = text.startsWith("-");
    if (negative) {
      at = 1;
    }
    if (at == text.length() || text.length() > MAX_CHARS) {
      return null;
    }
    while (at < text.length()) {
      int unit = endOfNumber(text, at);
      int end = unit;
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        end++;
      }
      Double number = number(text.substring(at, unit));
      Double factor = SECONDS.get(text.substring(unit, end));
      if (number == null || factor == null) {
        return null;
      }
      total += number * factor;
      at = end;
    }
    return negative ? -total : total;
  }

  /** A size such as {@code 20MB} in bytes; null when it is none. */
  static @Nullable Double bytes(String text) {
    if (text.length() > MAX_CHARS) {
      return null;
    }
    String plain = text.replace(" ", "");
    int unit = endOfNumber(plain, 0);
    Double number = number(plain.substring(0, unit));
    Double factor = BYTES.get(plain.substring(unit).toLowerCase(Locale.ROOT));
    return number == null || factor == null ? null : Double.valueOf(number * factor);
  }

  private static int endOfNumber(String text, int from) {
    int at = from;
    while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    return at;
  }
}
