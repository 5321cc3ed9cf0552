package io.choicesherpa.promql.engine.functions;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.LabelNames;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.regex.GroupTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions that change labels and leave values alone. */
final class LabelFunctions {

  private LabelFunctions() {}

  static void register(Map<String, VectorFunction> table) {
    table.put("label_replace", LabelFunctions::replace);
    table.put("label_join", LabelFunctions::join);
  }

  private static List<Column> replace(Arguments arguments) {
    final String target = arguments.text(1);
    String source = arguments.text(3);
    Pattern pattern = compile(arguments, arguments.text(4));
    requireLabelName(arguments, target, "destination", "label_replace");
    GroupTemplate template = GroupTemplate.parse(arguments.text(2));
    Map<String, Optional<String>> byValue = new HashMap<>();
    List<Column> result = new ArrayList<>();
    for (Column column : arguments.columns(0)) {
      Optional<String> replaced =
          byValue.computeIfAbsent(
              column.labels().valueOf(source),
              value -> {
                Matcher matcher = pattern.matcher(value);
                return matcher.matches() ? Optional.of(template.expand(matcher)) : Optional.empty();
              });
      result.add(replaced.map(value -> relabelled(column, target, value)).orElse(column));
    }
    return result;
  }

  private static Pattern compile(Arguments arguments, String regex) {
    try {
      return Pattern.compile("^(?s:" + regex + ")$");
    } catch (PatternSyntaxException e) {
      throw arguments.refused("invalid regular expression in label_replace(): " + regex);
    }
  }

  private static List<Column> join(Arguments arguments) {
    String target = arguments.text(1);
    String separator = arguments.text(2);
    List<String> sources = new ArrayList<>();
    for (int i = 3; i < arguments.count(); i++) {
      requireLabelName(arguments, arguments.text(i), "source", "label_join");
      sources.add(arguments.text(i));
    }
    requireLabelName(arguments, target, "destination", "label_join");
    List<Column> result = new ArrayList<>();
    for (Column column : arguments.columns(0)) {
      List<String> values = new ArrayList<>();
      for (String source : sources) {
        values.add(column.labels().valueOf(source));
      }
      result.add(relabelled(column, target, String.join(separator, values)));
    }
    return result;
  }

  private static Column relabelled(Column column, String label, String value) {
    boolean dropName = column.dropName() && !label.equals(Labels.METRIC_NAME);
    return column.with(column.labels().with(label, value), dropName);
  }

  private static void requireLabelName(
      Arguments arguments, String name, String role, String function) {
    if (!LabelNames.isValid(name)) {
      throw arguments.refused("invalid " + role + " label name in " + function + "(): " + name);
    }
  }
}
