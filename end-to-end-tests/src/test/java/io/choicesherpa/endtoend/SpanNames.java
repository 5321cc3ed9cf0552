package io.choicesherpa.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of spans that the reference page knows, from the table of names and attributes. */
final class SpanNames {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (.*?) \\| (?:SERVER|CLIENT|INTERNAL|PRODUCER|CONSUMER) \\|");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Map<String, String> PLACEHOLDERS =
      Map.of("{METHOD}", "[A-Z_]+", "{route}", "/.+", "{event_type}", "[a-z]+\\.[a-z_]+");

  /**
   * What the page gives an example for; each is a verb in capitals, with tables behind it in SQL.
   */
  private static final String EXAMPLE = "such as";

  private SpanNames() {}

  static List<Pattern> onThePage(Path page) throws IOException {
    List<Pattern> names = new ArrayList<>();
    Matcher row = ROW.matcher(Files.readString(page));
    while (row.find()) {
      boolean example = row.group(1).contains(EXAMPLE);
      Matcher code = CODE.matcher(row.group(1));
      while (code.find()) {
        names.add(example ? likeExample(code.group(1)) : likeTemplate(code.group(1)));
      }
    }
    return names;
  }

  /** {@code SELECT sessions} stands for any statement, {@code XADD} for any command. */
  private static Pattern likeExample(String example) {
    return Pattern.compile(example.contains(" ") ? "[A-Z]+( [A-Za-z_]+)+" : "[A-Z]+");
  }

  private static Pattern likeTemplate(String name) {
    String pattern = Pattern.quote(name);
    for (Map.Entry<String, String> placeholder : PLACEHOLDERS.entrySet()) {
      pattern = pattern.replace(placeholder.getKey(), "\\E" + placeholder.getValue() + "\\Q");
    }
    return Pattern.compile(pattern);
  }
}
