package io.choicesherpa.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An alerting rule as it is written. */
record AlertRule(
    String name,
    String expression,
    Map<String, String> labels,
    Map<String, String> annotations,
    Path file) {

  static List<AlertRule> in(List<Path> files) {
    List<AlertRule> alerts = new ArrayList<>();
    for (Path file : files) {
      for (Map<String, Object> rule : rulesOf(file)) {
        if (rule.containsKey("alert")) {
          alerts.add(
              new AlertRule(
                  Yaml.text(rule.get("alert")),
                  Yaml.text(rule.get("expr")),
                  Yaml.texts(rule.get("labels")),
                  Yaml.texts(rule.get("annotations")),
                  file));
        }
      }
    }
    return alerts;
  }

  /** All rules of a file, recording rules too, as they are written. */
  static List<Map<String, Object>> rulesOf(Path file) {
    return Yaml.maps(Yaml.read(file).get("groups")).stream()
        .flatMap(group -> Yaml.maps(group.get("rules")).stream())
        .toList();
  }

  String severity() {
    return labels.getOrDefault("severity", "");
  }

  /** An alert may have a rule for each severity. */
  String nameAndSeverity() {
    return name + " (" + severity() + ")";
  }
}
