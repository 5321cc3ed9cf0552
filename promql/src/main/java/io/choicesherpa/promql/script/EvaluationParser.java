package io.choicesherpa.promql.script;

import com.google.re2j.PatternSyntaxException;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.parser.Durations;
import io.choicesherpa.promql.parser.Expression.StringLiteral;
import io.choicesherpa.promql.parser.ParseException;
import io.choicesherpa.promql.parser.ParserOptions;
import io.choicesherpa.promql.parser.PromqlParser;
import io.choicesherpa.promql.script.Expectation.Window;
import io.choicesherpa.promql.script.ScriptCommand.Evaluation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an {@code eval} command line by line. */
final class EvaluationParser {

  private static final Pattern INSTANT =
      Pattern.compile("eval(?:_(fail|warn|ordered|info))?\\s+instant\\s+at\\s+(\\S+)\\s+(.+)");
  private static final Pattern RANGE =
      Pattern.compile(
          "eval(?:_(fail|warn|info))?\\s+range\\s+from\\s+(\\S+)\\s+to\\s+(\\S+)"
              + "\\s+step\\s+(\\S+)\\s+(.+)");
  private static final Pattern EXPECT =
      Pattern.compile(
          "expect\\s+(ordered|fail|warn|no_warn|info|no_info)(?:\\s+(regex|msg):(.+))?");
  private static final Pattern WINDOW =
      Pattern.compile("expect range vector\\s+from\\s+(\\S+)\\s+to\\s+(\\S+)\\s+step\\s+(\\S+)");
  private static final String TEXT = "expect string";
  private static final String FAIL_MESSAGE = "expected_fail_message";
  private static final String FAIL_REGEX = "expected_fail_regexp";
  private static final PromqlParser PARSER = new PromqlParser(ParserOptions.stable());

  private final int line;
  private final String query;
  private final long startMillis;
  private final long endMillis;
  private final long stepMillis;

  private final List<TextCondition> warnings = new ArrayList<>();
  private final List<TextCondition> infos = new ArrayList<>();
  private final Map<Labels, List<SequenceValue>> series = new LinkedHashMap<>();
  private @Nullable TextCondition failure;
  private boolean ordered;
  private boolean noWarnings;
  private boolean noInfos;
  private @Nullable Double scalar;
  private @Nullable String text;
  private @Nullable Window window;
  private boolean complete;

  /**
   * From the command's own line.
   *
   * @throws IllegalArgumentException when that is none
   */
  EvaluationParser(String command, int line) {
    this.line = line;
    Matcher instant = INSTANT.matcher(command);
    Matcher range = RANGE.matcher(command);
    if (instant.matches()) {
      startMillis = Durations.parseMillis(instant.group(2));
      endMillis = startMillis;
      stepMillis = 0;
      query = instant.group(3);
      mode(instant.group(1));
    } else if (range.matches()) {
      startMillis = Durations.parseMillis(range.group(2));
      endMillis = Durations.parseMillis(range.group(3));
      stepMillis = Durations.parseMillis(range.group(4));
      query = range.group(5);
      mode(range.group(1));
      if (endMillis < startMillis || stepMillis == 0) {
        throw new IllegalArgumentException("end before start or no step: " + command);
      }
    } else {
      throw new IllegalArgumentException(
          "invalid eval command, expected eval instant at <time> <query> or eval range from <start>"
              + " to <end> step <step> <query>: "
              + command);
    }
  }

  private void mode(@Nullable String mode) {
    if (mode != null) {
      expect(mode, TextCondition.ANY);
    }
  }

  private void expect(String what, TextCondition condition) {
    switch (what) {
      case "ordered" -> ordered = true;
      case "fail" -> failure = condition;
      case "warn" -> warnings.add(condition);
      case "info" -> infos.add(condition);
      case "no_warn" -> noWarnings = true;
      case "no_info" -> noInfos = true;
      default -> throw new IllegalArgumentException("unknown expectation: " + what);
    }
    if ((noWarnings && !warnings.isEmpty()) || (noInfos && !infos.isEmpty())) {
      throw new IllegalArgumentException(what + " contradicts another expect line");
    }
  }

  /**
   * Takes a line of what is expected; false when it belongs to the next command.
   *
   * @throws IllegalArgumentException when it is none
   */
  boolean takes(String expected) {
    if (complete) {
      return false;
    }
    if (expected.startsWith(FAIL_MESSAGE)) {
      failure = TextCondition.exactly(expected.substring(FAIL_MESSAGE.length()).strip());
    } else if (expected.startsWith(FAIL_REGEX)) {
      failure = regex(expected.substring(FAIL_REGEX.length()).strip());
    } else if (expected.startsWith("expect range vector")) {
      window = window(expected);
    } else if (expected.startsWith(TEXT)) {
      text = text(expected.substring(TEXT.length()).strip());
    } else if (expected.startsWith("expect ")) {
      expectLine(expected);
    } else if (NumberForm.is(expected)) {
      scalar = NumberForm.parse(expected);
      complete = true;
    } else {
      seriesLine(expected);
    }
    return true;
  }

  private void expectLine(String expected) {
    Matcher matcher = EXPECT.matcher(expected);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("invalid expect line: " + expected);
    }
    String kind = matcher.group(2);
    TextCondition condition =
        kind == null
            ? TextCondition.ANY
            : kind.equals("msg")
                ? TextCondition.exactly(matcher.group(3).strip())
                : regex(matcher.group(3).strip());
    expect(matcher.group(1), condition);
  }

  private static TextCondition regex(String regex) {
    try {
      return TextCondition.matching(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("not a regular expression: " + regex, e);
    }
  }

  private static Window window(String expected) {
    Matcher matcher = WINDOW.matcher(expected);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("invalid range vector: " + expected);
    }
    return new Window(
        Durations.parseMillis(matcher.group(1)),
        Durations.parseMillis(matcher.group(2)),
        Durations.parseMillis(matcher.group(3)));
  }

  private static String text(String literal) {
    try {
      if (PARSER.parse(literal) instanceof StringLiteral string) {
        return string.value();
      }
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "expected a string in quotes: " + literal + ": " + e.getMessage(), e);
    }
    throw new IllegalArgumentException("expected a string in quotes: " + literal);
  }

  private void seriesLine(String expected) {
    SeriesNotation notation = SeriesNotation.parse(expected);
    if (notation.values().size() > 1 && stepMillis == 0 && window == null) {
      throw new IllegalArgumentException(
          "more than one value of an instant query without expect range vector: " + expected);
    }
    series.put(notation.labels(), notation.values());
  }

  Evaluation evaluation() {
    return new Evaluation(
        line,
        query,
        startMillis,
        endMillis,
        stepMillis,
        new Expectation(
            failure, ordered, warnings, infos, noWarnings, noInfos, scalar, text, window, series));
  }
}
