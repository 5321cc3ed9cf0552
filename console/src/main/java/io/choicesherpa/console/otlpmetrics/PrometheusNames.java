package io.choicesherpa.console.otlpmetrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Names of OpenTelemetry as Prometheus writes them: {@code http.server.duration} in {@code ms}
 * becomes {@code http_server_duration_milliseconds}.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/">
 *     Prometheus and OpenMetrics compatibility</a>
 */
final class PrometheusNames {

  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("d", "days"),
          Map.entry("h", "hours"),
          Map.entry("min", "minutes"),
          Map.entry("s", "seconds"),
          Map.entry("ms", "milliseconds"),
          Map.entry("us", "microseconds"),
          Map.entry("ns", "nanoseconds"),
          Map.entry("By", "bytes"),
          Map.entry("KiBy", "kibibytes"),
          Map.entry("MiBy", "mebibytes"),
          Map.entry("GiBy", "gibibytes"),
          Map.entry("TiBy", "tibibytes"),
          Map.entry("KBy", "kilobytes"),
          Map.entry("MBy", "megabytes"),
          Map.entry("GBy", "gigabytes"),
          Map.entry("TBy", "terabytes"),
          Map.entry("m", "meters"),
          Map.entry("V", "volts"),
          Map.entry("A", "amperes"),
          Map.entry("J", "joules"),
          Map.entry("W", "watts"),
          Map.entry("g", "grams"),
          Map.entry("Cel", "celsius"),
          Map.entry("Hz", "hertz"),
          Map.entry("1", ""),
          Map.entry("%", "percent"));

  private static final Map<String, String> PER_UNITS =
      Map.of(
          "s", "second", "m", "minute", "h", "hour", "d", "day", "w", "week", "mo", "month", "y",
          "year");

  private PrometheusNames() {}

  /**
   * The metric family's name, with its unit at the end.
   *
   * @param counter whether it ends in {@code total}
   * @param gauge whether a unit of one makes it a ratio
   */
  static String metric(String name, String unit, boolean counter, boolean gauge) {
    List<String> words = words(name);
    String[] parts = unit.split("/", 2);
    addUnit(words, parts[0].strip(), UNITS, "");
    if (parts.length > 1) {
      addUnit(words, parts[1].strip(), PER_UNITS, "per");
    }
    if (counter) {
      words.removeIf("total"::equals);
      words.add("total");
    } else if (gauge && unit.equals("1")) {
      words.removeIf("ratio"::equals);
      words.add("ratio");
    }
    String joined = String.join("_", words);
    return joined.isEmpty() || isDigit(joined.charAt(0)) ? "_" + joined : joined;
  }

  private static void addUnit(
      List<String> words, String unit, Map<String, String> known, String before) {
    if (unit.isEmpty() || unit.indexOf('{') >= 0 || unit.indexOf('}') >= 0) {
      return;
    }
    String word = String.join("_", words(known.getOrDefault(unit, unit)));
    if (!word.isEmpty() && !words.contains(word)) {
      if (!before.isEmpty()) {
        words.add(before);
      }
      words.add(word);
    }
  }

  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i <= name.length(); i++) {
      char c = i < name.length() ? name.charAt(i) : '_';
      if (isLetter(c) || isDigit(c) || c == ':') {
        word.append(c);
      } else if (!word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
    }
    return words;
  }

  /** An attribute's key as a label. */
  static String label(String key) {
    StringBuilder label = new StringBuilder(key.length());
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      label.append(isLetter(c) || isDigit(c) ? c : '_');
    }
    if (!label.isEmpty() && isDigit(label.charAt(0))) {
      return "key_" + label;
    }
    if (label.length() > 1 && label.charAt(0) == '_' && label.charAt(1) != '_') {
      return "key" + label;
    }
    return label.toString();
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
