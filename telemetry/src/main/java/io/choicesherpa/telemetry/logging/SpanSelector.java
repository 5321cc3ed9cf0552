package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the part of a directive before its sign where it names spans: {@code logger[span{field,
 * field=value}]}, each part but the brackets optional. Names and values with a bracket, a brace, a
 * comma or a sign in them stand in double quotes. For one text.
 */
final class SpanSelector {
  private static final String EXPECTED =
      "expected logger[span{field=value}] such as io.choicesherpa[send_message_handler],"
          + " [{user_id=u-1}] or [\"GET /hikes/{id}\"]";

  private final String text;
  private int at;

  private SpanSelector(String text) {
    this.text = text;
  }

  /**
   * Where the part in brackets begins; -1 if there is none. A bracket after a dot is part of a
   * logger's name, as in Tomcat's {@code [Tomcat].[localhost]}.
   */
  static int bracket(String text) {
    int bracket = text.indexOf('[');
    while (bracket > 0 && text.charAt(bracket - 1) == '.') {
      bracket = text.indexOf('[', bracket + 1);
    }
    return bracket;
  }

  /**
   * Reads what follows the logger's name.
   *
   * @throws IllegalArgumentException saying what is expected
   */
  static SpanDirective parse(String selector, Level level) {
    int bracket = bracket(selector);
    SpanSelector reader = new SpanSelector(selector.substring(bracket + 1));
    String span = reader.peek() == '{' || reader.peek() == ']' ? null : reader.word("{]");
    Map<String, @Nullable String> fields = new LinkedHashMap<>();
    if (reader.peek() == '{') {
      reader.fields(fields);
    }
    reader.expect(']');
    if (reader.at != reader.text.length() || (span == null && fields.isEmpty())) {
      throw mistake();
    }
    return new SpanDirective(selector.substring(0, bracket).strip(), span, fields, level);
  }

  private void fields(Map<String, @Nullable String> fields) {
    do {
      at++;
      String name = word("=,}");
      String value = null;
      if (peek() == '=') {
        at++;
        value = word(",}");
      }
      if (name.isEmpty() || fields.containsKey(name)) {
        throw mistake();
      }
      fields.put(name, value);
    } while (peek() == ',');
    expect('}');
  }

  /** Up to one of these characters, or in quotes. */
  private String word(String ends) {
    while (peek() == ' ') {
      at++;
    }
    int start = at;
    if (peek() == '"') {
      int end = text.indexOf('"', start + 1);
      if (end < 0) {
        throw mistake();
      }
      at = end + 1;
      while (peek() == ' ') {
        at++;
      }
      return text.substring(start + 1, end);
    }
    while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at).strip();
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void expect(char c) {
    if (peek() != c) {
      throw mistake();
    }
    at++;
  }

  private static IllegalArgumentException mistake() {
    return new IllegalArgumentException(EXPECTED);
  }

  static String quotedIfNeeded(String word) {
    boolean plain = !word.isEmpty() && word.chars().noneMatch(c -> "[]{},= \"".indexOf(c) >= 0);
    return plain ? word : "\"" + word + "\"";
  }
}
