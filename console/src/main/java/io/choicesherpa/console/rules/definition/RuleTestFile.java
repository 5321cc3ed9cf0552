package io.choicesherpa.console.rules.definition;

import io.choicesherpa.console.rules.definition.RuleTests.Case;
import io.choicesherpa.console.rules.definition.RuleTests.ExpectedAlert;
import io.choicesherpa.console.rules.definition.RuleTests.ExpectedAlerts;
import io.choicesherpa.console.rules.definition.RuleTests.ExpectedSample;
import io.choicesherpa.console.rules.definition.RuleTests.ExpectedSamples;
import io.choicesherpa.console.rules.definition.RuleTests.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads files of rule tests, as promtool takes them. */
public final class RuleTestFile {

  private static final long DEFAULT_INTERVAL_MILLIS = 60_000;
  private static final List<String> FILE_FIELDS =
      List.of("rule_files", "evaluation_interval", "group_eval_order", "tests", "fuzzy_compare");
  private static final List<String> TEST_FIELDS =
      List.of(
          "name",
          "interval",
          "input_series",
          "alert_rule_test",
          "promql_expr_test",
          "external_labels",
          "external_url");

  private final String file;
  private final YamlProblems problems;

  private RuleTestFile(String file) {
    this.file = file;
    problems = new YamlProblems(file);
  }

  /**
   * The tests of a file; rule files are relative to it.
   *
   * @throws RuleFileException naming every mistake
   */
  public static RuleTests read(Path path) throws RuleFileException {
    RuleTestFile reader = new RuleTestFile(path.toString());
    try {
      Node root = RuleFile.parse(Files.readString(path));
      if (root == null) {
        throw new RuleFileException(List.of(path + ": empty"));
      }
      RuleTests tests = reader.tests(root, path);
      reader.problems.throwIfAny();
      return tests;
    } catch (MarkedYAMLException e) {
      reader.problems.addAt(e.getProblemMark(), String.valueOf(e.getProblem()));
      reader.problems.throwIfAny();
      throw e;
    } catch (YAMLException | IOException e) {
      throw new RuleFileException(List.of(path + ": cannot be read: " + e.getMessage()));
    }
  }

  private RuleTests tests(Node root, Path path) {
    YamlFields fields = new YamlFields(root, FILE_FIELDS, problems);
    List<Path> ruleFiles = new ArrayList<>();
    for (Node node : fields.list("rule_files")) {
      if (node instanceof ScalarNode scalar) {
        ruleFiles.add(path.resolveSibling(scalar.getValue()).normalize());
      }
    }
    List<Case> cases = new ArrayList<>();
    for (Node node : fields.list("tests")) {
      cases.add(one(node));
    }
    return new RuleTests(ruleFiles, interval(fields, "evaluation_interval"), cases);
  }

  private static long interval(YamlFields fields, String name) {
    long millis = fields.durationMillis(name);
    return millis == 0 ? DEFAULT_INTERVAL_MILLIS : millis;
  }

  private Case one(Node node) {
    YamlFields fields = new YamlFields(node, TEST_FIELDS, problems);
    List<Input> input = new ArrayList<>();
    for (Node series : fields.list("input_series")) {
      YamlFields one = new YamlFields(series, List.of("series", "values"), problems);
      input.add(new Input(place(series), one.text("series"), one.text("values")));
    }
    List<ExpectedAlerts> alerts = new ArrayList<>();
    for (Node expected : fields.list("alert_rule_test")) {
      alerts.add(alerts(expected));
    }
    List<ExpectedSamples> samples = new ArrayList<>();
    for (Node expected : fields.list("promql_expr_test")) {
      samples.add(samples(expected));
    }
    return new Case(
        place(node),
        fields.text("name"),
        interval(fields, "interval"),
        input,
        alerts,
        samples,
        fields.texts("external_labels"),
        fields.text("external_url"));
  }

  private ExpectedAlerts alerts(Node node) {
    YamlFields fields =
        new YamlFields(node, List.of("alertname", "eval_time", "exp_alerts"), problems);
    List<ExpectedAlert> alerts = new ArrayList<>();
    for (Node alert : fields.list("exp_alerts")) {
      YamlFields one = new YamlFields(alert, List.of("exp_labels", "exp_annotations"), problems);
      alerts.add(new ExpectedAlert(one.texts("exp_labels"), one.texts("exp_annotations")));
    }
    return new ExpectedAlerts(
        place(node), fields.text("alertname"), fields.durationMillis("eval_time"), alerts);
  }

  private ExpectedSamples samples(Node node) {
    YamlFields fields = new YamlFields(node, List.of("expr", "eval_time", "exp_samples"), problems);
    List<ExpectedSample> samples = new ArrayList<>();
    for (Node sample : fields.list("exp_samples")) {
      YamlFields one = new YamlFields(sample, List.of("labels", "value"), problems);
      samples.add(new ExpectedSample(one.text("labels"), number(one)));
    }
    return new ExpectedSamples(
        place(node), fields.text("expr"), fields.durationMillis("eval_time"), samples);
  }

  private double number(YamlFields fields) {
    String text = fields.text("value");
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      problems.add(fields.nodeOf("value"), "value wants a number: " + text);
      return Double.NaN;
    }
  }

  private String place(Node node) {
    return file + ":" + (node.getStartMark().getLine() + 1);
  }
}
