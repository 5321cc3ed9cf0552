package io.choicesherpa.console.alerting;

import io.choicesherpa.console.rules.definition.ExpressionCheck;
import io.choicesherpa.console.rules.definition.RuleFile;
import io.choicesherpa.console.rules.definition.RuleFileException;
import io.choicesherpa.console.rules.definition.RuleGroupDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rule files of the settings. Not thread-safe. */
final class RuleFiles {

  private final List<Path> configured;
  private final ExpressionCheck expressions;
  private Map<Path, Long> seen = Map.of();

  RuleFiles(List<Path> configured, ExpressionCheck expressions) {
    this.configured = configured;
    this.expressions = expressions;
  }

  /** Whether a file came, went or was written since the last {@link #read}. */
  boolean changed() {
    try {
      return !stamps().equals(seen);
    } catch (RuleFileException e) {
      return true;
    }
  }

  /**
   * All groups of all files.
   *
   * @throws RuleFileException naming every mistake of every file
   */
  List<RuleGroupDefinition> read() throws RuleFileException {
    Map<Path, Long> stamps = stamps();
    seen = stamps;
    List<RuleGroupDefinition> groups = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path file : stamps.keySet().stream().sorted().toList()) {
      try {
        groups.addAll(RuleFile.read(file, expressions));
      } catch (RuleFileException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new RuleFileException(problems);
    }
    return groups;
  }

  private Map<Path, Long> stamps() throws RuleFileException {
    Map<Path, Long> stamps = new HashMap<>();
    for (Path path : configured) {
      try {
        for (Path file : files(path)) {
          stamps.put(file, Files.getLastModifiedTime(file).toMillis());
        }
      } catch (IOException e) {
        throw new RuleFileException(List.of(path + ": cannot be read: " + e));
      }
    }
    return stamps;
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(RuleFiles::isRuleFile).toList();
    }
  }

  private static boolean isRuleFile(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".yml") || name.endsWith(".yaml");
  }
}
