package io.choicesherpa.console.scrape;

import io.choicesherpa.console.series.Exemplar;
import io.choicesherpa.promql.model.Labels;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One sample as an exposition writes it; {@link #split} first. Not thread-safe. */
final class SampleLine {

  private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(Long.MAX_VALUE / 1000);

  private final String text;
  private final int number;
  private final int lineStart;
  private final int lineEnd;
  private final boolean openMetrics;
  private int at;
  private int seriesStart;
  private int seriesEnd;

  /** Where what is read now must end. */
  private int end;

  private double value;
  private @Nullable Long timestampMillis;
  private int exemplarStart = -1;

  SampleLine(String text, int number, int start, int end, boolean openMetrics) {
    this.text = text;
    this.number = number;
    this.lineStart = start;
    this.lineEnd = end;
    this.end = end;
    this.at = start;
    this.openMetrics = openMetrics;
    skipBlanks();
  }

  boolean isBlank() {
    return at == end;
  }

  boolean isComment() {
    return at < end && text.charAt(at) == '#';
  }

  /** The line's part before the value. */
  String series() {
    return text.substring(seriesStart, seriesEnd);
  }

  /** Whether the sample is of this metric, which stands plainly before its labels. */
  boolean isOf(String metric) {
    int after = seriesStart + metric.length();
    return after <= seriesEnd
        && text.startsWith(metric, seriesStart)
        && (after == seriesEnd || text.charAt(after) == '{' || text.charAt(after) <= ' ');
  }

  /** The sample's value. */
  double value() {
    return value;
  }

  /** The sample's own time; null when it has none. */
  @Nullable Long timestampMillis() {
    return timestampMillis;
  }

  /** Finds the end of the series without looking into it, then reads what follows. */
  void split() throws ExpositionException {
    seriesStart = at;
    boolean quoted = false;
    boolean inLabels = false;
    for (; at < end; at++) {
      char c = text.charAt(at);
      if (quoted) {
        if (c == '\\') {
          at++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{') {
        inLabels = true;
      } else if (c == '}') {
        at++;
        break;
      } else if (!inLabels && (c == ' ' || c == '\t') && !labelsFollow()) {
        break;
      }
    }
    seriesEnd = Math.min(at, end);
    skipBlanks();
    value = number(word("a value"));
    skipBlanks();
    if (at < end && !exemplarFollows()) {
      timestampMillis = timestamp(word("a timestamp"));
      skipBlanks();
    }
    if (at < end && openMetrics && exemplarFollows()) {
      exemplarStart = at + 1;
    } else if (at < end) {
      throw broken("nothing may follow the timestamp");
    }
  }

  private boolean exemplarFollows() {
    return openMetrics && text.charAt(at) == '#';
  }

  private boolean labelsFollow() {
    int next = at;
    while (next < end && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
      next++;
    }
    return next < end && text.charAt(next) == '{';
  }

  private long timestamp(String word) throws ExpositionException {
    try {
      if (!openMetrics) {
        return Long.parseLong(word);
      }
      BigDecimal seconds = new BigDecimal(word);
      if (word.length() <= 40 && seconds.abs().compareTo(MAX_SECONDS) < 0) {
        return seconds.movePointRight(3).longValue();
      }
    } catch (NumberFormatException e) {
      // Falls through to the same message as an absurd number.
    }
    String unit = openMetrics ? "seconds" : "milliseconds";
    throw broken("a timestamp in " + unit + " is wanted, not " + word);
  }

  private String word(String what) throws ExpositionException {
    int from = at;
    while (at < end && text.charAt(at) != ' ' && text.charAt(at) != '\t') {
      at++;
    }
    if (from == at) {
      throw broken(what + " is missing");
    }
    return text.substring(from, at);
  }

  private double number(String word) throws ExpositionException {
    switch (word) {
      case "+Inf", "Inf", "+inf", "inf" -> {
        return Double.POSITIVE_INFINITY;
      }
      case "-Inf", "-inf" -> {
        return Double.NEGATIVE_INFINITY;
      }
      case "NaN", "nan" -> {
        return Double.NaN;
      }
      default -> {
        // Java would also take 1d and 0x1p3.
        for (int i = 0; i < word.length(); i++) {
          if ("0123456789+-.eE".indexOf(word.charAt(i)) < 0) {
            throw broken("a number is wanted, not " + word);
          }
        }
        try {
          return Double.parseDouble(word);
        } catch (NumberFormatException e) {
          throw broken("a number is wanted, not " + word);
        }
      }
    }
  }

  /**
   * Looks into the series.
   *
   * @param more labels to put beside its own, winning over them as Prometheus's do
   */
  Labels labels(Map<String, String> more) throws ExpositionException {
    at = seriesStart;
    end = seriesEnd;
    Map<String, String> values = new TreeMap<>();
    if (at < end && text.charAt(at) != '{') {
      values.put(Labels.METRIC_NAME, name(true));
    }
    skipBlanks();
    if (at < end) {
      readLabels(values, true);
    }
    if (!values.containsKey(Labels.METRIC_NAME)) {
      throw broken("a metric name is wanted");
    }
    for (Map.Entry<String, String> label : more.entrySet()) {
      String own = values.put(label.getKey(), label.getValue());
      if (own != null && !own.isEmpty()) {
        values.put("exported_" + label.getKey(), own);
      }
    }
    end = lineEnd;
    return Labels.of(values);
  }

  /**
   * The line's exemplar; null when it has none.
   *
   * @param otherwiseMillis its time when it does not say one
   */
  @Nullable Exemplar exemplar(long otherwiseMillis) throws ExpositionException {
    if (exemplarStart < 0) {
      return null;
    }
    at = exemplarStart;
    end = lineEnd;
    skipBlanks();
    Map<String, String> labels = new TreeMap<>();
    readLabels(labels, false);
    skipBlanks();
    double observed = number(word("an exemplar's value"));
    skipBlanks();
    long timeMillis = at < end ? timestamp(word("a timestamp")) : otherwiseMillis;
    skipBlanks();
    if (at < end) {
      throw broken("nothing may follow the exemplar");
    }
    return new Exemplar(Labels.of(labels), observed, timeMillis);
  }

  private void readLabels(Map<String, String> values, boolean metricInside)
      throws ExpositionException {
    expect('{');
    skipBlanks();
    while (at < end && text.charAt(at) != '}') {
      boolean quoted = text.charAt(at) == '"';
      String label = quoted ? quotedValue() : name(false);
      skipBlanks();
      String of = label;
      if (quoted && metricInside && (at == end || text.charAt(at) != '=')) {
        // The metric's name, where it is not a plain word.
        values.merge(Labels.METRIC_NAME, label, (one, two) -> "");
        of = "";
      } else {
        expect('=');
        skipBlanks();
        if (values.put(label, quotedValue()) != null) {
          throw broken("the label " + label + " is there twice");
        }
        skipBlanks();
      }
      if (of.isEmpty() && values.getOrDefault(Labels.METRIC_NAME, "").isEmpty()) {
        throw broken("the metric name is there twice or empty");
      }
      if (at < end && text.charAt(at) == ',') {
        at++;
        skipBlanks();
      } else if (at < end && text.charAt(at) != '}') {
        throw broken("a comma is wanted between labels");
      }
    }
    expect('}');
  }

  private String name(boolean metric) throws ExpositionException {
    int from = at;
    while (at < end && isNameChar(text.charAt(at), metric, at > from)) {
      at++;
    }
    if (from == at) {
      throw broken((metric ? "a metric" : "a label") + " name is wanted");
    }
    return text.substring(from, at);
  }

  private static boolean isNameChar(char c, boolean metric, boolean inside) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (metric && c == ':')
        || (inside && c >= '0' && c <= '9');
  }

  private String quotedValue() throws ExpositionException {
    expect('"');
    int close = at;
    while (close < end && text.charAt(close) != '"' && text.charAt(close) != '\\') {
      close++;
    }
    if (close < end && text.charAt(close) == '"') {
      String plain = text.substring(at, close);
      at = close + 1;
      return plain;
    }
    StringBuilder unescaped = new StringBuilder();
    while (at < end && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c == '\\' && at < end) {
        char escaped = text.charAt(at++);
        switch (escaped) {
          case 'n' -> unescaped.append('\n');
          case '\\', '"' -> unescaped.append(escaped);
          default -> throw broken("\\" + escaped + " is no escape");
        }
      } else {
        unescaped.append(c);
      }
    }
    expect('"');
    return unescaped.toString();
  }

  private void expect(char wanted) throws ExpositionException {
    if (at >= end || text.charAt(at) != wanted) {
      throw broken(wanted + " is wanted");
    }
    at++;
  }

  private void skipBlanks() {
    while (at < end && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    if (at < end && text.charAt(at) == '\r' && at == end - 1) {
      at = end;
    }
  }

  private ExpositionException broken(String rule) {
    return new ExpositionException(number, at - lineStart + 1, rule);
  }
}
