package io.choicesherpa.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A PromQL expression somewhere in the operator's files.
 *
 * @param where for messages
 * @param expression with a dashboard's variables replaced by what they stand for
 * @param legend the names of labels that are shown with each series, as a template
 */
record Question(String where, String expression, String legend) {

  private static final Pattern LABEL_VALUES =
      Pattern.compile("label_values\\((.*), *([a-z_]+)\\)", Pattern.DOTALL);
  private static final Pattern COMMAND = Pattern.compile("scripts/promql '([^']*)'");

  static List<Question> all(StackFiles files) {
    List<Question> all = new ArrayList<>();
    files.rules().forEach(file -> addRules(file, all));
    Dashboard.all(files.dashboards()).forEach(dashboard -> addDashboard(dashboard, all));
    files.runbookPages().forEach(page -> addCommands(page, all));
    return all;
  }

  private static void addRules(Path file, List<Question> all) {
    for (Map<String, Object> rule : AlertRule.rulesOf(file)) {
      String name = Yaml.text(rule.getOrDefault("alert", rule.get("record")));
      all.add(new Question(file.getFileName() + ", " + name, Yaml.text(rule.get("expr")), ""));
    }
  }

  private static void addDashboard(Dashboard dashboard, List<Question> all) {
    for (JsonNode panel : dashboard.panels()) {
      String where = dashboard.name() + ", '" + Dashboard.text(panel, "title") + "'";
      for (JsonNode target : panel.path("targets")) {
        if (Dashboard.text(target.path("datasource"), "type").equals("prometheus")) {
          String legend = Dashboard.text(target, "legendFormat");
          all.add(new Question(where, replaced(Dashboard.text(target, "expr")), legend));
        }
      }
    }
    for (JsonNode annotation : dashboard.json().path("annotations").path("list")) {
      String where = dashboard.name() + ", annotation";
      String legend = Dashboard.text(annotation, "titleFormat");
      all.add(new Question(where, replaced(Dashboard.text(annotation, "expr")), legend));
    }
    for (JsonNode variable : dashboard.json().path("templating").path("list")) {
      if (Dashboard.text(variable, "type").equals("query")) {
        String where = dashboard.name() + ", variable " + Dashboard.text(variable, "name");
        Matcher query = LABEL_VALUES.matcher(Dashboard.text(variable, "definition"));
        String asked = query.matches() ? query.group(1) : "no label_values(…)";
        String legend = query.matches() ? "{{" + query.group(2) + "}}" : "";
        all.add(new Question(where, asked, legend));
      }
    }
  }

  private static void addCommands(Path page, List<Question> all) {
    Matcher command = COMMAND.matcher(StackFiles.text(page));
    while (command.find()) {
      all.add(new Question(String.valueOf(page.getFileName()), command.group(1), ""));
    }
  }

  private static String replaced(String expression) {
    return expression
        .replace("$__rate_interval", "1m")
        .replace("$__range", "1h")
        .replace("$__interval", "15s")
        .replace("\"$environment\"", "\".*\"")
        .replace("\"$tier\"", "\".*\"");
  }
}
