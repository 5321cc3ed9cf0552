package io.choicesherpa.promql.script;

import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.parser.ParseException;
import io.choicesherpa.promql.parser.ParserOptions;
import io.choicesherpa.promql.parser.PromqlParser;
import java.util.ArrayList;
import java.util.List;

/**
 * A series with its values in Prometheus's notation: {@code hits{code="200"} 0+5x3 _ stale}.
 *
 * @see <a
 *     href="https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series">Series</a>
 */
public record SeriesNotation(Labels labels, List<SequenceValue> values) {

  private static final PromqlParser PARSER = new PromqlParser(ParserOptions.withExperimental());

  /** Copies the values. */
  public SeriesNotation {
    values = List.copyOf(values);
  }

  /**
   * Reads one line.
   *
   * @throws IllegalArgumentException when it is not a series with values
   */
  public static SeriesNotation parse(String text) {
    int end = endOfLabels(text);
    List<SequenceValue> values = new ArrayList<>();
    for (String item : items(text.substring(end))) {
      SequenceItem.parse(item, values);
    }
    return new SeriesNotation(labels(text.substring(0, end)), values);
  }

  /** The labels that {@code text} is. */
  static Labels labels(String text) {
    try {
      return PARSER.parseSeries(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException("not a series: " + text + ": " + e.getMessage(), e);
    }
  }

  /** The first space outside of quotes and braces. */
  static int endOfLabels(String text) {
    char quote = 0;
    boolean braces = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\' && quote != '`') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (braces && (c == '"' || c == '\'' || c == '`')) {
        quote = c;
      } else if (c == '{') {
        braces = true;
      } else if (c == '}') {
        return i + 1;
      } else if (!braces && Character.isWhitespace(c) && nextIsNoBrace(text, i)) {
        return i;
      }
    }
    return text.length();
  }

  /** A name may stand apart from its braces, but not from a histogram's, which are two. */
  private static boolean nextIsNoBrace(String text, int at) {
    int i = at;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i >= text.length() || text.charAt(i) != '{' || text.startsWith("{{", i);
  }

  /** Cut at spaces that are not within a histogram. */
  static List<String> items(String text) {
    List<String> items = new ArrayList<>();
    int start = -1;
    int depth = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
      }
      boolean space = Character.isWhitespace(c) && (depth <= 0 || i == text.length());
      if (space && start >= 0) {
        items.add(text.substring(start, i));
        start = -1;
      } else if (!space && start < 0) {
        start = i;
      }
    }
    return items;
  }
}
