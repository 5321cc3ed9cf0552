package io.choicesherpa.console.rules.definition;

import io.choicesherpa.promql.model.Labels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.nodes.Node;

/** Reads groups of rules. */
final class GroupReader {

  private static final List<String> FILE_FIELDS = List.of("groups");
  private static final List<String> GROUP_FIELDS =
      List.of("name", "interval", "query_offset", "limit", "labels", "rules");

  private final String file;
  private final RuleReader rules;
  private final YamlProblems problems;

  GroupReader(String file, ExpressionCheck expressions, YamlProblems problems) {
    this.file = file;
    this.problems = problems;
    rules = new RuleReader(expressions, problems);
  }

  List<RuleGroupDefinition> groups(Node root) {
    YamlFields fields = new YamlFields(root, FILE_FIELDS, problems);
    Set<String> names = new HashSet<>();
    List<RuleGroupDefinition> groups = new ArrayList<>();
    for (Node node : fields.list("groups")) {
      YamlFields group = new YamlFields(node, GROUP_FIELDS, problems);
      String name = group.text("name");
      if (name.isEmpty()) {
        problems.add(node, "a group without a name");
      } else if (!names.add(name)) {
        problems.add(group.nodeOf("name"), "group \"" + name + "\" twice in this file");
      }
      groups.add(group(group, name));
    }
    return groups;
  }

  private RuleGroupDefinition group(YamlFields group, String name) {
    Map<String, String> labels = group.texts("labels");
    rules.checkLabels(group.nodeOf("labels"), labels);
    List<RuleDefinition> definitions = new ArrayList<>();
    for (Node node : group.list("rules")) {
      definitions.add(rules.rule(node, labels));
    }
    return new RuleGroupDefinition(
        file,
        name,
        group.durationMillis("interval"),
        group.durationMillis("query_offset"),
        group.count("limit"),
        definitions);
  }

  /** Those of the rule win. */
  static Map<String, String> merged(Map<String, String> ofGroup, Map<String, String> ofRule) {
    Map<String, String> labels = new TreeMap<>(ofGroup);
    labels.putAll(ofRule);
    labels.remove(Labels.METRIC_NAME);
    return labels;
  }
}
