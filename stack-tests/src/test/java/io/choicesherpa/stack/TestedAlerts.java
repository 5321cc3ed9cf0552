package io.choicesherpa.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the rule tests expect.
 *
 * @param firing names and severities of alerts that a test expects, with their texts
 * @param silent names of alerts that a test expects to be silent
 * @param withoutTexts names of alerts that a test expects with fewer than all four annotations
 */
record TestedAlerts(Set<String> firing, Set<String> silent, Set<String> withoutTexts) {

  static TestedAlerts in(List<Path> files) {
    TestedAlerts all = new TestedAlerts(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    for (Path file : files) {
      for (Map<String, Object> test : Yaml.maps(Yaml.read(file).get("tests"))) {
        Yaml.maps(test.get("alert_rule_test")).forEach(all::add);
      }
    }
    return all;
  }

  private void add(Map<String, Object> alertTest) {
    String name = Yaml.text(alertTest.get("alertname"));
    List<Map<String, Object>> expected = Yaml.maps(alertTest.get("exp_alerts"));
    if (expected.isEmpty()) {
      silent.add(name);
    }
    for (Map<String, Object> alert : expected) {
      String severity = Yaml.texts(alert.get("exp_labels")).getOrDefault("severity", "");
      firing.add(name + " (" + severity + ")");
      if (!Yaml.map(alert.get("exp_annotations")).keySet().equals(AlertChecks.ANNOTATIONS)) {
        withoutTexts.add(name);
      }
    }
  }
}
