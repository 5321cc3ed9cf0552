package io.choicesherpa.console.scrape;

import io.choicesherpa.console.store.Labels;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prometheus's text format 0.0.4, read strictly: the first line that breaks it ends the reading.
 * Comments are skipped; an exemplar is not part of this format.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition
 *     formats</a>
 */
final class PrometheusText {

  /** Takes one sample. */
  interface SampleConsumer {

    /**
     * One line.
     *
     * @param series the line's part before the value, as written: the same text means the same
     *     series, so that a reader may keep what it once made of it
     */
    void sample(CharSequence series, Line line) throws ExpositionException;
  }

  private PrometheusText() {}

  /** Hands every sample of {@code text} over, in order. */
  static void read(String text, SampleConsumer consumer) throws ExpositionException {
    int number = 0;
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        throw new ExpositionException(
            number + 1, text.length() - start + 1, "the last line must end with a line feed");
      }
      number++;
      Line line = new Line(text, number, start, end);
      if (!line.isBlankOrComment()) {
        line.split();
        consumer.sample(text.substring(line.seriesStart, line.seriesEnd), line);
      }
      start = end + 1;
    }
  }

  /** A sample line. */
  static final class Line {
    private final String text;
    private final int number;
    private final int lineStart;
    private final int end;
    private int at;
    private int seriesStart;
    private int seriesEnd;
    private double value;

    private Line(String text, int number, int start, int end) {
      this.text = text;
      this.number = number;
      this.lineStart = start;
      this.end = end;
      this.at = start;
    }

    /** The sample's value. */
    double value() {
      return value;
    }

    private boolean isBlankOrComment() {
      skipBlanks();
      return at == end || text.charAt(at) == '#';
    }

    /** Finds the end of the series without looking into it, then reads what follows. */
    private void split() throws ExpositionException {
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
      if (at < end) {
        String timestamp = word("a timestamp");
        try {
          Long.parseLong(timestamp);
        } catch (NumberFormatException e) {
          throw broken("a timestamp in milliseconds is wanted, not " + timestamp);
        }
        skipBlanks();
      }
      if (at < end) {
        throw broken("nothing may follow the timestamp");
      }
    }

    private boolean labelsFollow() {
      int next = at;
      while (next < end && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
        next++;
      }
      return next < end && text.charAt(next) == '{';
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
      return switch (word) {
        case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
        case "-Inf" -> Double.NEGATIVE_INFINITY;
        case "NaN" -> Double.NaN;
        default -> {
          try {
            char last = word.charAt(word.length() - 1);
            // Java alone also takes "1d" and "1f" for numbers.
            if (Character.isLetter(last)) {
              throw new NumberFormatException(word);
            }
            yield Double.parseDouble(word);
          } catch (NumberFormatException e) {
            throw broken("a number is wanted, not " + word);
          }
        }
      };
    }

    /**
     * Looks into the series.
     *
     * @param more labels to put beside its own, winning over them as Prometheus's do
     */
    Labels labels(Map<String, String> more) throws ExpositionException {
      at = seriesStart;
      String metric = name(true);
      Map<String, String> values = new TreeMap<>();
      skipBlanks();
      if (at < seriesEnd) {
        expect('{');
        skipBlanks();
        while (at < seriesEnd && text.charAt(at) != '}') {
          String label = name(false);
          skipBlanks();
          expect('=');
          skipBlanks();
          if (values.put(label, quotedValue()) != null) {
            throw broken("the label " + label + " is there twice");
          }
          skipBlanks();
          if (at < seriesEnd && text.charAt(at) == ',') {
            at++;
            skipBlanks();
          } else if (at < seriesEnd && text.charAt(at) != '}') {
            throw broken("a comma is wanted between labels");
          }
        }
        expect('}');
      }
      for (Map.Entry<String, String> label : more.entrySet()) {
        String own = values.put(label.getKey(), label.getValue());
        if (own != null) {
          values.put("exported_" + label.getKey(), own);
        }
      }
      return Labels.of(metric, values);
    }

    private String name(boolean metric) throws ExpositionException {
      int from = at;
      while (at < seriesEnd && isNameChar(text.charAt(at), metric, at > from)) {
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
      StringBuilder unescaped = new StringBuilder();
      while (at < seriesEnd && text.charAt(at) != '"') {
        char c = text.charAt(at++);
        if (c == '\\' && at < seriesEnd) {
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
      if (at >= seriesEnd || text.charAt(at) != wanted) {
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
}
