package io.choicesherpa.console.rules.definition;

import com.google.re2j.Pattern;
import io.choicesherpa.console.template.Template;
import io.choicesherpa.console.template.TemplateException;
import io.choicesherpa.promql.model.Labels;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one rule. */
final class RuleReader {

  private static final List<String> FIELDS =
      List.of("record", "alert", "expr", "for", "keep_firing_for", "labels", "annotations");
  private static final Pattern METRIC_NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  private final ExpressionCheck expressions;
  private final YamlProblems problems;

  RuleReader(ExpressionCheck expressions, YamlProblems problems) {
    this.expressions = expressions;
    this.problems = problems;
  }

  RuleDefinition rule(Node node, Map<String, String> groupLabels) {
    YamlFields fields = new YamlFields(node, FIELDS, problems);
    String record = fields.text("record");
    String alert = fields.text("alert");
    String expression = fields.text("expr");
    Map<String, String> labels = fields.texts("labels");
    if (record.isEmpty() == alert.isEmpty()) {
      problems.add(node, "a rule has either \"record\" or \"alert\"");
    }
    checkExpression(fields, expression);
    checkLabels(fields.nodeOf("labels"), labels);
    Map<String, String> merged = GroupReader.merged(groupLabels, labels);
    if (alert.isEmpty()) {
      checkRecording(fields, record);
      return new RuleDefinition.Recording(record, expression, merged);
    }
    Map<String, String> annotations = fields.texts("annotations");
    checkTemplates(fields.nodeOf("labels"), "label", labels);
    checkTemplates(fields.nodeOf("annotations"), "annotation", annotations);
    checkNames(fields.nodeOf("annotations"), "annotation", annotations);
    return new RuleDefinition.Alerting(
        alert,
        expression,
        fields.durationMillis("for"),
        fields.durationMillis("keep_firing_for"),
        merged,
        annotations);
  }

  private void checkExpression(YamlFields fields, String expression) {
    if (expression.isEmpty()) {
      problems.add(fields.node(), "a rule without \"expr\"");
      return;
    }
    try {
      expressions.check(expression);
    } catch (IllegalArgumentException e) {
      problems.add(fields.nodeOf("expr"), "expr is not PromQL: " + e.getMessage());
    }
  }

  private void checkRecording(YamlFields fields, String record) {
    for (String field : List.of("annotations", "for", "keep_firing_for")) {
      if (fields.has(field)) {
        problems.add(fields.nodeOf(field), "\"" + field + "\" is for alerts, not for recordings");
      }
    }
    if (!record.isEmpty() && !METRIC_NAME.matches(record)) {
      problems.add(fields.nodeOf("record"), "not a metric's name: \"" + record + '"');
    }
  }

  void checkLabels(Node node, Map<String, String> labels) {
    checkNames(node, "label", labels);
    if (labels.containsKey(Labels.METRIC_NAME)) {
      problems.add(node, "the label " + Labels.METRIC_NAME + " cannot be set");
    }
  }

  private void checkNames(Node node, String what, Map<String, String> names) {
    for (String name : names.keySet()) {
      if (!LABEL_NAME.matches(name)) {
        problems.add(node, "not a name of " + what + "s: \"" + name + '"');
      }
    }
  }

  private void checkTemplates(Node node, String what, Map<String, String> templates) {
    templates.forEach(
        (name, text) -> {
          try {
            Template.parse(text);
          } catch (TemplateException e) {
            problems.add(node, what + " " + name + ": " + e.getMessage());
          }
        });
  }
}
