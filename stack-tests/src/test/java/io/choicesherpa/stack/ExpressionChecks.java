package io.choicesherpa.stack;

import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.MatchType;
import io.choicesherpa.promql.parser.Expression;
import io.choicesherpa.promql.parser.Expression.Aggregation;
import io.choicesherpa.promql.parser.Expression.Call;
import io.choicesherpa.promql.parser.Expression.StringLiteral;
import io.choicesherpa.promql.parser.Expression.VectorSelector;
import io.choicesherpa.promql.parser.Expressions;
import io.choicesherpa.promql.parser.ParseException;
import io.choicesherpa.promql.parser.ParserOptions;
import io.choicesherpa.promql.parser.PromqlParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules, panels and the runbook's commands ask for nothing but what the catalogue has. */
final class ExpressionChecks {

  private static final String NAME = "__name__";
  private static final Pattern SHOWN_LABEL = Pattern.compile("\\{\\{ *([a-z_]+) *}}");

  private final PromqlParser parser = new PromqlParser(ParserOptions.stable());
  private final StackFiles files;
  private final Catalogue catalogue;

  ExpressionChecks(StackFiles files) {
    this.files = files;
    this.catalogue = new Catalogue(StackFiles.OF_THE_CHECKOUT.path("docs/reference/metrics.md"));
    files.rules().forEach(this::record);
  }

  private void record(Path file) {
    for (Map<String, Object> rule : AlertRule.rulesOf(file)) {
      if (rule.containsKey("record")) {
        Set<String> labels = new HashSet<>(Yaml.texts(rule.get("labels")).keySet());
        labels.addAll(Yaml.texts(rule.get("labels")).keySet());
        labels.addAll(groupedBy(Yaml.text(rule.get("expr"))));
        catalogue.record(Yaml.text(rule.get("record")), labels);
      }
    }
  }

  private Set<String> groupedBy(String expression) {
    Set<String> labels = new HashSet<>();
    try {
      Expressions.walk(
          parser.parse(expression),
          node -> {
            if (node instanceof Aggregation aggregation && !aggregation.without()) {
              labels.addAll(aggregation.grouping());
            }
          });
    } catch (ParseException e) {
      return Set.of(); // Told by the check itself.
    }
    return labels;
  }

  List<String> expressions() {
    List<String> wrong = new ArrayList<>();
    for (Question question : Question.all(files)) {
      try {
        Expression expression = parser.parse(question.expression());
        Expressions.walk(expression, node -> check(question.where() + ": ", node, wrong));
        shownLabels(question, expression, wrong);
      } catch (ParseException e) {
        wrong.add(question.where() + ": " + e.getMessage() + " in " + question.expression());
      }
    }
    return wrong;
  }

  private void check(String where, Expression node, List<String> wrong) {
    if (node instanceof VectorSelector selector) {
      check(where, selector, wrong);
    } else if (node instanceof Aggregation aggregation) {
      Set<String> possible = possibleLabels(aggregation.operand());
      aggregation.grouping().stream()
          .filter(label -> !possible.contains(label))
          .forEach(label -> wrong.add(where + "groups by " + label + ", which no series has"));
    }
  }

  private void check(String where, VectorSelector selector, List<String> wrong) {
    String name = nameOf(selector);
    Set<String> labels = catalogue.labelsOf(name);
    if (labels == null) {
      wrong.add(where + "metric " + name + " is not in the catalogue");
      return;
    }
    for (LabelMatcher matcher : selector.matchers()) {
      if (matcher.name().equals(NAME)) {
        continue;
      }
      if (!labels.contains(matcher.name())) {
        wrong.add(where + name + " has no label " + matcher.name());
      } else if (matcher.type() == MatchType.EQUAL
          && !catalogue.allows(name, matcher.name(), matcher.value())) {
        wrong.add(where + name + " never has " + matcher);
      }
    }
  }

  private void shownLabels(Question question, Expression expression, List<String> wrong) {
    Set<String> possible = possibleLabels(expression);
    Matcher shown = SHOWN_LABEL.matcher(question.legend());
    while (shown.find()) {
      if (!possible.contains(shown.group(1))) {
        wrong.add(question.where() + ": shows " + shown.group(1) + ", which no series has");
      }
    }
  }

  /** Labels that the result's series can have; too many rather than too few. */
  private Set<String> possibleLabels(Expression expression) {
    Set<String> possible = new HashSet<>();
    if (expression instanceof Aggregation aggregation && !aggregation.without()) {
      possible.addAll(aggregation.grouping());
      return possible;
    }
    if (expression instanceof VectorSelector selector) {
      Set<String> labels = catalogue.labelsOf(nameOf(selector));
      possible.addAll(labels == null ? Set.of() : labels);
    }
    if (expression instanceof Call call && call.function().name().equals("label_replace")) {
      possible.add(((StringLiteral) call.arguments().get(1)).value());
    }
    for (Expression child : Expressions.children(expression)) {
      possible.addAll(possibleLabels(child));
    }
    return possible;
  }

  private static String nameOf(VectorSelector selector) {
    return selector.matchers().stream()
        .filter(matcher -> matcher.name().equals(NAME) && matcher.type() == MatchType.EQUAL)
        .map(LabelMatcher::value)
        .findFirst()
        .orElse("");
  }
}
