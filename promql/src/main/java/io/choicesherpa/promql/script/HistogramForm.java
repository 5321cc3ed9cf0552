package io.choicesherpa.promql.script;

import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.Histogram.Buckets;
import io.choicesherpa.promql.model.Histogram.CounterReset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A native histogram as scripts write it: {@code {{schema:1 sum:3 count:22 buckets:[5 10 7]}}}.
 *
 * @param hintGiven whether the counter reset was written
 */
record HistogramForm(Histogram histogram, boolean hintGiven) {

  private static final Set<String> KEYS =
      Set.of(
          "schema",
          "sum",
          "count",
          "z_bucket",
          "z_bucket_w",
          "custom_values",
          "buckets",
          "offset",
          "n_buckets",
          "n_offset",
          "counter_reset_hint");

  /**
   * Reads a histogram with its double braces.
   *
   * @throws IllegalArgumentException when it is none
   */
  static HistogramForm parse(String text) {
    Map<String, String> parts = parts(text.substring(2, text.length() - 2).trim(), text);
    int schema = integer(parts.getOrDefault("schema", "0"), text);
    Histogram histogram =
        new Histogram(
            schema,
            number(parts, "z_bucket_w"),
            number(parts, "z_bucket"),
            number(parts, "count"),
            number(parts, "sum"),
            buckets(parts, "buckets", "offset", text),
            buckets(parts, "n_buckets", "n_offset", text),
            list(parts, "custom_values", text),
            reset(parts.getOrDefault("counter_reset_hint", "unknown")));
    return new HistogramForm(histogram, parts.containsKey("counter_reset_hint"));
  }

  SequenceValue value() {
    return SequenceValue.of(histogram, hintGiven);
  }

  private static Map<String, String> parts(String inner, String text) {
    Map<String, String> parts = new LinkedHashMap<>();
    int at = 0;
    while (at < inner.length()) {
      int colon = inner.indexOf(':', at);
      if (colon < 0) {
        throw new IllegalArgumentException("missing ':' in histogram " + text);
      }
      String key = inner.substring(at, colon).trim().toLowerCase(Locale.ROOT);
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException("unknown key \"" + key + "\" in histogram " + text);
      }
      int end = endOfValue(inner, colon + 1, text);
      if (parts.put(key, inner.substring(colon + 1, end)) != null) {
        throw new IllegalArgumentException("duplicate key " + key + " in histogram " + text);
      }
      at = end;
      while (at < inner.length() && Character.isWhitespace(inner.charAt(at))) {
        at++;
      }
    }
    return parts;
  }

  private static int endOfValue(String inner, int start, String text) {
    if (start < inner.length() && inner.charAt(start) == '[') {
      int end = inner.indexOf(']', start);
      if (end < 0) {
        throw new IllegalArgumentException("missing ']' in histogram " + text);
      }
      return end + 1;
    }
    int end = start;
    while (end < inner.length() && !Character.isWhitespace(inner.charAt(end))) {
      end++;
    }
    return end;
  }

  private static double number(Map<String, String> parts, String key) {
    return NumberForm.parse(parts.getOrDefault(key, "0"));
  }

  private static int integer(String value, String text) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not an integer: " + value + " in " + text, e);
    }
  }

  private static List<Double> list(Map<String, String> parts, String key, String text) {
    String value = parts.getOrDefault(key, "[]");
    if (!value.startsWith("[")) {
      throw new IllegalArgumentException("not a list: " + key + " in " + text);
    }
    List<Double> numbers = new ArrayList<>();
    for (String item : SeriesNotation.items(value.substring(1, value.length() - 1))) {
      numbers.add(NumberForm.parse(item));
    }
    return numbers;
  }

  private static Buckets buckets(
      Map<String, String> parts, String key, String offsetKey, String text) {
    List<Double> counts = list(parts, key, text);
    int offset = integer(parts.getOrDefault(offsetKey, "0"), text);
    return counts.isEmpty() ? Buckets.NONE : new Buckets(offset, counts);
  }

  private static CounterReset reset(String hint) {
    return switch (hint.toLowerCase(Locale.ROOT)) {
      case "unknown" -> CounterReset.UNKNOWN;
      case "reset" -> CounterReset.RESET;
      case "not_reset" -> CounterReset.NOT_RESET;
      case "gauge" -> CounterReset.GAUGE;
      default -> throw new IllegalArgumentException("unknown counter_reset_hint: " + hint);
    };
  }

  /** As {@link #parse} reads it. */
  static String format(Histogram h) {
    List<String> parts = new ArrayList<>();
    if (h.schema() != 0) {
      parts.add("schema:" + h.schema());
    }
    add(parts, "count", h.count());
    add(parts, "sum", h.sum());
    add(parts, "z_bucket", h.zeroCount());
    add(parts, "z_bucket_w", h.zeroThreshold());
    if (!h.customBounds().isEmpty()) {
      parts.add("custom_values:" + format(h.customBounds()));
    }
    add(parts, "buckets", "offset", h.positive());
    add(parts, "n_buckets", "n_offset", h.negative());
    if (h.counterReset() != CounterReset.UNKNOWN) {
      parts.add("counter_reset_hint:" + h.counterReset().name().toLowerCase(Locale.ROOT));
    }
    return "{{" + String.join(" ", parts) + "}}";
  }

  private static void add(List<String> parts, String key, double value) {
    if (value != 0) {
      parts.add(key + ":" + NumberForm.format(value));
    }
  }

  private static void add(List<String> parts, String key, String offsetKey, Buckets buckets) {
    if (buckets.counts().isEmpty()) {
      return;
    }
    if (buckets.offset() != 0) {
      parts.add(offsetKey + ":" + buckets.offset());
    }
    parts.add(key + ":" + format(buckets.counts()));
  }

  private static String format(List<Double> numbers) {
    return numbers.stream().map(NumberForm::format).collect(Collectors.joining(" ", "[", "]"));
  }
}
