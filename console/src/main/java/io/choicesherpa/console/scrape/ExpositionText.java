package io.choicesherpa.console.scrape;

import io.choicesherpa.console.series.MetricMetadata;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Prometheus's text format 0.0.4 and OpenMetrics 1.0, read strictly: the first line that breaks the
 * format ends the reading.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition
 *     formats</a>
 * @see <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics</a>
 */
final class ExpositionText {

  /** Takes one sample. */
  interface SampleConsumer {

    /**
     * One line.
     *
     * @param series the line's part before the value, as written: the same text means the same
     *     series, so that a reader may keep what it once made of it
     */
    void sample(String series, SampleLine line) throws ExpositionException;

    /**
     * A family of metrics begins, in OpenMetrics, whose lines stand together.
     *
     * @param name without a suffix
     * @param type as written, such as {@code counter}
     */
    default void family(String name, String type) {}
  }

  private static final String TYPE = "TYPE";
  private static final String HELP = "HELP";
  private static final String UNIT = "UNIT";

  private final String text;
  private final boolean openMetrics;
  private final Map<String, Map<String, String>> told = new LinkedHashMap<>();

  /**
   * Of one body.
   *
   * @param openMetrics whether it is OpenMetrics
   */
  ExpositionText(String text, boolean openMetrics) {
    this.text = text;
    this.openMetrics = openMetrics;
  }

  /** Hands every sample over, in order. */
  void read(SampleConsumer consumer) throws ExpositionException {
    int number = 0;
    int start = 0;
    boolean ended = false;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      if (end < 0 && isEnd(start, text.length())) {
        ended = true;
        break;
      }
      number++;
      if (end < 0) {
        throw new ExpositionException(
            number, text.length() - start + 1, "the last line must end with a line feed");
      }
      if (ended) {
        throw new ExpositionException(number, 1, "nothing may follow # EOF");
      }
      SampleLine line = new SampleLine(text, number, start, end, openMetrics);
      if (line.isComment()) {
        ended = isEnd(start, end);
        note(start, end, consumer);
      } else if (!line.isBlank()) {
        line.split();
        consumer.sample(line.series(), line);
      }
      start = end + 1;
    }
    if (openMetrics && !ended) {
      throw new ExpositionException(number + 1, 1, "# EOF is wanted at the end");
    }
  }

  private boolean isEnd(int start, int end) {
    return openMetrics && end - start == 5 && text.startsWith("# EOF", start);
  }

  private void note(int start, int end, SampleConsumer consumer) {
    String[] words = text.substring(start, end).strip().split("[ \t]+", 4);
    if (words.length < 3 || !words[0].equals("#")) {
      return;
    }
    String what = words[1];
    if (what.equals(TYPE) || what.equals(HELP) || (openMetrics && what.equals(UNIT))) {
      told.computeIfAbsent(words[2], metric -> new HashMap<>())
          .put(what, words.length > 3 ? words[3] : "");
      if (openMetrics && what.equals(TYPE)) {
        consumer.family(words[2], words.length > 3 ? words[3] : "");
      }
    }
  }

  /** What the lines read so far say of their metrics, by name of the family. */
  Map<String, MetricMetadata> metadata() {
    Map<String, MetricMetadata> metadata = new LinkedHashMap<>();
    told.forEach(
        (metric, texts) ->
            metadata.put(
                metric,
                new MetricMetadata(
                    type(texts.getOrDefault(TYPE, "unknown")),
                    unescaped(texts.getOrDefault(HELP, "")),
                    texts.getOrDefault(UNIT, ""))));
    return metadata;
  }

  private static String type(String word) {
    return word.equals("untyped") ? "unknown" : word;
  }

  private static String unescaped(String help) {
    if (help.indexOf('\\') < 0) {
      return help;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < help.length(); i++) {
      char c = help.charAt(i);
      if (c == '\\' && i + 1 < help.length()) {
        char next = help.charAt(++i);
        switch (next) {
          case 'n' -> out.append('\n');
          case '\\', '"' -> out.append(next);
          default -> out.append(c).append(next);
        }
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
