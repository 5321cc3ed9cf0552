package io.choicesherpa.console.logql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text with labels in it: {@code {{.name}}}, and the functions {@code upper}, {@code lower},
 * {@code trim}, {@code __line__} and {@code __timestamp__} of Loki's templates.
 */
final class Template {

  private record Part(String literal, String expression, List<String> functions) {}

  private final List<Part> parts = new ArrayList<>();

  private Template() {}

  /**
   * Reads {@code text}.
   *
   * @throws IllegalArgumentException naming what of it is not supported
   */
  static Template parse(String text) {
    Template template = new Template();
    int at = 0;
    while (true) {
      int open = text.indexOf("{{", at);
      if (open < 0) {
        template.parts.add(new Part(text.substring(at), "", List.of()));
        return template;
      }
      int close = text.indexOf("}}", open);
      if (close < 0) {
        throw new IllegalArgumentException("{{ without }} in the template");
      }
      template.add(text.substring(at, open), text.substring(open + 2, close).strip());
      at = close + 2;
    }
  }

  private void add(String literal, String action) {
    List<String> words = new ArrayList<>();
    for (String word : action.split("\\|", -1)) {
      words.add(word.strip());
    }
    String first = words.get(0);
    int space = first.indexOf(' ');
    if (space > 0) {
      // {{ ToUpper .name }} is {{ .name | ToUpper }}
      words.add(1, first.substring(0, space));
      first = first.substring(space).strip();
    }
    if (!first.matches("\\.[A-Za-z_][A-Za-z0-9_]*") && !first.matches("__(line|timestamp)__")) {
      throw new IllegalArgumentException("{{" + action + "}} is not supported in templates");
    }
    List<String> functions = words.subList(1, words.size());
    for (String function : functions) {
      apply(function, "");
    }
    parts.add(new Part(literal, first, List.copyOf(functions)));
  }

  private static String apply(String function, String value) {
    return switch (function) {
      case "ToUpper", "upper" -> value.toUpperCase(Locale.ROOT);
      case "ToLower", "lower" -> value.toLowerCase(Locale.ROOT);
      case "trim", "TrimSpace" -> value.strip();
      default ->
          throw new IllegalArgumentException(
              "the function " + function + " is not supported in templates");
    };
  }

  String render(LogLine line) {
    StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      out.append(part.literal);
      if (!part.expression.isEmpty()) {
        String value =
            switch (part.expression) {
              case "__line__" -> line.text();
              case "__timestamp__" -> Long.toString(line.log().timeEpochNanos());
              default -> line.get(part.expression.substring(1));
            };
        for (String function : part.functions) {
          value = apply(function, value);
        }
        out.append(value);
      }
    }
    return out.toString();
  }
}
