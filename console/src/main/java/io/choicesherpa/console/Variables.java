package io.choicesherpa.console;

import io.choicesherpa.telemetry.config.ConfigurationException.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads variables, noting what cannot be read; unset and empty mean the default. */
final class Variables {

  private final Map<String, String> variables;
  private final List<Problem> problems;

  Variables(Map<String, String> variables, List<Problem> problems) {
    this.variables = variables;
    this.problems = problems;
  }

  String text(String name, String otherwise) {
    String value = variables.getOrDefault(name, "").strip();
    return value.isEmpty() ? otherwise : value;
  }

  @Nullable String secret(String name) {
    String value = text(name, "");
    return value.isEmpty() ? null : value;
  }

  long number(String name, long otherwise) {
    String value = text(name, "");
    if (value.isEmpty()) {
      return otherwise;
    }
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      problems.add(new Problem(name, value, "wants a number"));
      return otherwise;
    }
  }
}
