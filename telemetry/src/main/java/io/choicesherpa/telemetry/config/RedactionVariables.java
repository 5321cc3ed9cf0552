package io.choicesherpa.telemetry.config;

import io.choicesherpa.telemetry.config.ConfigurationException.Problem;
import io.choicesherpa.telemetry.redaction.RedactionAction;
import io.choicesherpa.telemetry.redaction.RedactionRule;
import io.choicesherpa.telemetry.redaction.RedactionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a service says about redaction, and notes every mistake in it. */
final class RedactionVariables {

  private static final String RULES = "REDACTION_RULES";
  private static final String RULES_FILE = "REDACTION_RULES_FILE";
  private static final String SALT = "REDACTION_HASH_SALT";
  private static final String AI_CONTENT = "AI_CAPTURE_CONTENT";
  private static final String OTEL_AI_CONTENT =
      "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";
  private static final int MAX_RULES = 200;

  private final Map<String, String> variables;
  private final List<Problem> problems;
  private final List<RedactionRule> rules = new ArrayList<>();

  private RedactionVariables(Map<String, String> variables, List<Problem> problems) {
    this.variables = variables;
    this.problems = problems;
  }

  /** The settings; {@link RedactionSettings#NONE} when there is a mistake. */
  static RedactionSettings read(Map<String, String> variables, List<Problem> problems) {
    return new RedactionVariables(variables, problems).read();
  }

  private RedactionSettings read() {
    int before = problems.size();
    String inline = find(RULES);
    if (inline != null) {
      add(RULES, List.of(inline.split(",", -1)));
    }
    String file = find(RULES_FILE);
    if (file != null) {
      readFile(file);
    }
    if (rules.size() > MAX_RULES) {
      problems.add(
          new Problem(RULES, rules.size() + " rules", "at most " + MAX_RULES + " together"));
    }
    String salt = find(SALT);
    boolean hashes = rules.stream().anyMatch(rule -> rule.action() == RedactionAction.HASH);
    if (salt == null ? hashes : salt.length() < RedactionSettings.MIN_SALT_CHARS) {
      problems.add(
          new Problem(
              SALT,
              salt == null ? "" : Problem.HIDDEN,
              "at least "
                  + RedactionSettings.MIN_SALT_CHARS
                  + " characters, wanted by every rule that ends in =hash"));
    }
    boolean aiContent = aiContent();
    return problems.size() > before
        ? RedactionSettings.NONE
        : new RedactionSettings(rules, salt, aiContent);
  }

  private boolean aiContent() {
    String own = find(AI_CONTENT);
    if (own != null) {
      return oneOf(AI_CONTENT, own, List.of("true"), List.of("false"));
    }
    String standard = find(OTEL_AI_CONTENT);
    return standard != null
        && oneOf(
            OTEL_AI_CONTENT,
            standard,
            List.of("true", "span_only", "span_and_event"),
            List.of("false", "no_content", "event_only"));
  }

  /** Whether the value is one of {@code on}; a mistake if it is one of neither. */
  private boolean oneOf(String variable, String value, List<String> on, List<String> off) {
    String word = value.toLowerCase(Locale.ROOT);
    if (!on.contains(word) && !off.contains(word)) {
      problems.add(
          new Problem(
              variable, value, "one of " + String.join(", ", on) + ", " + String.join(", ", off)));
    }
    return on.contains(word);
  }

  private void readFile(String file) {
    try {
      add(RULES_FILE, Files.readAllLines(Path.of(file)));
    } catch (IOException | InvalidPathException e) {
      problems.add(
          new Problem(RULES_FILE, file, "a file in UTF-8 that can be read, with a rule a line"));
    }
  }

  private void add(String variable, List<String> texts) {
    for (String text : texts) {
      String rule = text.trim();
      if (rule.isEmpty() || rule.startsWith("#")) {
        continue;
      }
      try {
        rules.add(RedactionRule.parse(rule));
      } catch (IllegalArgumentException e) {
        problems.add(new Problem(variable, rule, String.valueOf(e.getMessage())));
      }
    }
  }

  private @Nullable String find(String name) {
    String value = variables.get(name);
    return value == null || value.isBlank() ? null : value.trim();
  }
}
