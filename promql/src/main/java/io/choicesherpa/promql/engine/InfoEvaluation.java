package io.choicesherpa.promql.engine;

import com.google.re2j.Pattern;
import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.Columns;
import io.choicesherpa.promql.engine.data.Grid;
import io.choicesherpa.promql.engine.data.QueryContext;
import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.MatchType;
import io.choicesherpa.promql.model.PromqlException;
import io.choicesherpa.promql.model.PromqlException.Kind;
import io.choicesherpa.promql.parser.Expression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code info}: adds the labels of info series, by default of {@code target_info}, to the series of
 * the same {@code job} and {@code instance}.
 */
final class InfoEvaluation {

  private static final List<String> IDENTIFYING = List.of("instance", "job");

  private final Evaluator evaluator;
  private final QueryContext context;

  InfoEvaluation(Evaluator evaluator, QueryContext context) {
    this.evaluator = evaluator;
    this.context = context;
  }

  List<Column> evaluate(Expression.Call call, Grid grid) {
    List<Column> base = evaluator.vectors(call.arguments().get(0), grid);
    List<LabelMatcher> names = new ArrayList<>();
    List<LabelMatcher> data = new ArrayList<>();
    if (call.arguments().size() > 1
        && StepInvariance.unwrap(call.arguments().get(1))
            instanceof Expression.VectorSelector selector) {
      for (LabelMatcher matcher : selector.matchers()) {
        (matcher.name().equals(Labels.METRIC_NAME) ? names : data).add(matcher);
      }
    }
    List<LabelMatcher> effective = effective(names);
    List<Column> enriched = new ArrayList<>();
    List<Column> result = new ArrayList<>();
    for (Column column : base) {
      String metric = column.labels().metricName();
      boolean isInfo = effective.stream().allMatch(matcher -> matcher.matches(metric));
      (isInfo ? result : enriched).add(column);
    }
    Map<Labels, List<Column>> infos = infos(call, enriched, effective, data, grid);
    for (Column column : enriched) {
      enrich(call, column, infos, data, grid.count(), result);
    }
    return Columns.merged(result, grid.count(), call.position());
  }

  private static List<LabelMatcher> effective(List<LabelMatcher> names) {
    for (LabelMatcher matcher : names) {
      if (matcher.type() == MatchType.EQUAL || matcher.type() == MatchType.REGEX) {
        return names;
      }
    }
    List<LabelMatcher> all = new ArrayList<>(names);
    all.add(
        0,
        names.isEmpty()
            ? new LabelMatcher(MatchType.EQUAL, Labels.METRIC_NAME, "target_info")
            : new LabelMatcher(MatchType.REGEX, Labels.METRIC_NAME, ".+_info"));
    return all;
  }

  /** The info series by what identifies them, their numbers being the times of the samples. */
  private Map<Labels, List<Column>> infos(
      Expression.Call call,
      List<Column> base,
      List<LabelMatcher> names,
      List<LabelMatcher> data,
      Grid grid) {
    InfoReference reference = InfoReference.of(call.arguments().get(0));
    Map<Labels, List<Column>> infos = new HashMap<>();
    for (List<LabelMatcher> identifying : identifying(base)) {
      List<LabelMatcher> matchers = new ArrayList<>(identifying);
      matchers.addAll(data);
      matchers.addAll(names);
      Expression.VectorSelector selector =
          new Expression.VectorSelector(
              matchers, reference.offsetMillis(), reference.at(), call.position());
      for (Column info :
          evaluator.selectors().instant(selector, grid, SelectorReader.Take.TIME_OF_NUMBERS)) {
        if (info.hasHistograms()) {
          throw new PromqlException(
              Kind.EXECUTION,
              "this should be an info metric, with float samples: " + info.labels(),
              call.position());
        }
        infos.computeIfAbsent(info.labels().only(IDENTIFYING), key -> new ArrayList<>()).add(info);
      }
    }
    return infos;
  }

  /** For each set of identifying labels that series have: matchers for all of their values. */
  private static List<List<LabelMatcher>> identifying(List<Column> base) {
    Map<List<Boolean>, List<TreeSet<String>>> values = new LinkedHashMap<>();
    for (Column column : base) {
      List<Boolean> present = new ArrayList<>();
      for (String label : IDENTIFYING) {
        present.add(column.labels().get(label) != null);
      }
      if (!present.contains(true)) {
        continue;
      }
      List<TreeSet<String>> sets =
          values.computeIfAbsent(present, key -> List.of(new TreeSet<>(), new TreeSet<>()));
      for (int i = 0; i < IDENTIFYING.size(); i++) {
        sets.get(i).add(column.labels().valueOf(IDENTIFYING.get(i)));
      }
    }
    List<List<LabelMatcher>> result = new ArrayList<>();
    for (List<TreeSet<String>> sets : values.values()) {
      List<LabelMatcher> matchers = new ArrayList<>();
      for (int i = 0; i < IDENTIFYING.size(); i++) {
        List<String> quoted = sets.get(i).stream().map(Pattern::quote).toList();
        matchers.add(
            new LabelMatcher(MatchType.REGEX, IDENTIFYING.get(i), String.join("|", quoted)));
      }
      result.add(matchers);
    }
    return result;
  }

  private void enrich(
      Expression.Call call,
      Column column,
      Map<Labels, List<Column>> infos,
      List<LabelMatcher> data,
      int steps,
      List<Column> result) {
    Labels identity = column.labels().only(IDENTIFYING);
    List<Column> candidates =
        identity.size() == 0 ? List.of() : infos.getOrDefault(identity, List.of());
    boolean mayLack = data.stream().allMatch(matcher -> matcher.matches(""));
    Map<Labels, Column> byLabels = new LinkedHashMap<>();
    for (int i = 0; i < steps; i++) {
      if (!column.isPresent(i)) {
        continue;
      }
      Map<String, Column> newest = newest(call, candidates, i);
      if (newest.isEmpty() && !mayLack) {
        continue;
      }
      Labels labels = labels(call, column.labels(), newest, data);
      Column target = byLabels.get(labels);
      if (target == null) {
        context.hold(steps);
        target = new Column(labels, column.dropName(), Column.absent(steps));
        byLabels.put(labels, target);
      }
      target.copy(i, column);
    }
    result.addAll(byLabels.values());
  }

  /** Of each info metric the series with the newest sample. */
  private static Map<String, Column> newest(
      Expression.Call call, List<Column> candidates, int step) {
    Map<String, Column> newest = new TreeMap<>();
    for (Column info : candidates) {
      double time = info.numbers()[step];
      if (Column.isAbsent(time)) {
        continue;
      }
      Column other = newest.get(info.labels().metricName());
      if (other != null && other.numbers()[step] == time) {
        throw new PromqlException(
            Kind.EXECUTION,
            "found duplicate series for info metric: existing "
                + other.labels()
                + ", new "
                + info.labels(),
            call.position());
      }
      if (other == null || other.numbers()[step] < time) {
        newest.put(info.labels().metricName(), info);
      }
    }
    return newest;
  }

  private static Labels labels(
      Expression.Call call, Labels base, Map<String, Column> infos, List<LabelMatcher> data) {
    Map<String, String> added = new TreeMap<>();
    for (Column info : infos.values()) {
      info.labels()
          .forEach(
              (name, value) -> {
                boolean wanted =
                    data.isEmpty() || data.stream().anyMatch(m -> m.name().equals(name));
                if (Columns.isMetadata(name) || !wanted) {
                  return;
                }
                @Nullable String other = added.get(name);
                if (other != null && !other.equals(value)) {
                  throw new PromqlException(
                      Kind.EXECUTION, "conflicting label: " + name, call.position());
                }
                if (base.get(name) == null) {
                  added.put(name, value);
                }
              });
    }
    added.putAll(base.toMap());
    return Labels.of(added);
  }
}
