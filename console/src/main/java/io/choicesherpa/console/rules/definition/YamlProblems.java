package io.choicesherpa.console.rules.definition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Collects mistakes with their places. */
final class YamlProblems {

  private final String file;
  private final List<String> problems = new ArrayList<>();

  YamlProblems(String file) {
    this.file = file;
  }

  void add(Node node, String message) {
    addAt(node.getStartMark(), message);
  }

  void addAt(@Nullable Mark mark, String message) {
    String place = mark == null ? "" : ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
    problems.add(file + place + ": " + message);
  }

  void throwIfAny() throws RuleFileException {
    if (!problems.isEmpty()) {
      throw new RuleFileException(problems);
    }
  }
}
