package io.choicesherpa.promql.script;

import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.parser.Durations;
import io.choicesherpa.promql.script.ScriptCommand.Clear;
import io.choicesherpa.promql.script.ScriptCommand.Load;
import io.choicesherpa.promql.script.ScriptCommand.LoadedSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads scripts.
 *
 * @see <a href="https://github.com/prometheus/prometheus/blob/main/promql/promqltest/README.md">The
 *     format</a>
 */
final class ScriptParser {

  private static final Pattern LOAD = Pattern.compile("load(_with_nhcb)?\\s+(\\S+)");
  private static final String START_MARK = "@st";

  private final List<String> lines = new ArrayList<>();
  private final List<ScriptCommand> commands = new ArrayList<>();
  private int at;

  private ScriptParser(String text) {
    text.lines().map(String::strip).forEach(line -> lines.add(line.startsWith("#") ? "" : line));
  }

  /**
   * The commands of a script.
   *
   * @throws ScriptException when it is none
   */
  static List<ScriptCommand> parse(String text) {
    ScriptParser parser = new ScriptParser(text);
    while (parser.at < parser.lines.size()) {
      parser.command();
    }
    return parser.commands;
  }

  private void command() {
    String line = lines.get(at);
    if (line.isEmpty()) {
      at++;
      return;
    }
    String word = line.split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
    int number = at + 1;
    try {
      if (word.equals("clear")) {
        at++;
        commands.add(new Clear(number));
      } else if (word.startsWith("load")) {
        commands.add(load());
      } else if (word.startsWith("eval")) {
        at++;
        EvaluationParser parser = new EvaluationParser(line, number);
        while (at < lines.size() && !lines.get(at).isEmpty() && parser.takes(lines.get(at))) {
          at++;
        }
        commands.add(parser.evaluation());
      } else {
        throw new IllegalArgumentException("invalid command: " + line);
      }
    } catch (IllegalArgumentException e) {
      throw new ScriptException(Math.min(at, lines.size() - 1) + 1, String.valueOf(e.getMessage()));
    }
  }

  private Load load() {
    int number = at + 1;
    Matcher matcher = LOAD.matcher(lines.get(at));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("invalid load command: " + lines.get(at));
    }
    long step = Durations.parseMillis(matcher.group(2));
    at++;
    List<LoadedSeries> series = new ArrayList<>();
    List<@Nullable Long> starts = List.of();
    Labels startsOf = null;
    while (at < lines.size() && !lines.get(at).isEmpty()) {
      String line = lines.get(at);
      int mark = startMark(line);
      if (mark >= 0) {
        startsOf = SeriesNotation.labels(line.substring(0, mark));
        starts = StartNotation.parse(line.substring(mark + START_MARK.length()));
      } else {
        SeriesNotation notation = SeriesNotation.parse(line);
        checkStarts(notation, startsOf, starts);
        series.add(new LoadedSeries(notation.labels(), notation.values(), starts));
        starts = List.of();
        startsOf = null;
      }
      at++;
    }
    if (startsOf != null) {
      throw new IllegalArgumentException("@st line without a line of samples after it");
    }
    return new Load(number, step, series, matcher.group(1) != null);
  }

  /** Where the mark stands at the end of the first word; -1 on a line of samples. */
  private static int startMark(String line) {
    int space = 0;
    while (space < line.length() && !Character.isWhitespace(line.charAt(space))) {
      space++;
    }
    return line.substring(0, space).endsWith(START_MARK) ? space - START_MARK.length() : -1;
  }

  private static void checkStarts(
      SeriesNotation notation, @Nullable Labels startsOf, List<@Nullable Long> starts) {
    if (startsOf == null) {
      return;
    }
    if (!startsOf.equals(notation.labels())) {
      throw new IllegalArgumentException("@st line of another series: " + startsOf);
    }
    if (starts.size() != notation.values().size()) {
      throw new IllegalArgumentException(
          "@st line has " + starts.size() + " values, its series " + notation.values().size());
    }
  }
}
