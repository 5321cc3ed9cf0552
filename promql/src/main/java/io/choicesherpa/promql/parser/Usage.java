package io.choicesherpa.promql.parser;

import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.MatchType;
import io.choicesherpa.promql.parser.Expression.Aggregation;
import io.choicesherpa.promql.parser.Expression.Binary;
import io.choicesherpa.promql.parser.Expression.VectorSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an expression asks for, so that dashboards and alerting rules can be held against what is
 * really exported.
 *
 * @param selectors in the order of the text
 * @param groupingLabels labels named by {@code by}, {@code without}, {@code on}, {@code ignoring},
 *     {@code group_left} and {@code group_right}
 */
public record Usage(List<Selector> selectors, Set<String> groupingLabels) {

  /** Copies both. */
  public Usage {
    selectors = List.copyOf(selectors);
    groupingLabels = Set.copyOf(groupingLabels);
  }

  /**
   * A selector.
   *
   * @param metricName empty when it is not given by {@code =}
   * @param labels names of the labels with conditions, the metric's name not among them
   * @param matchers all conditions
   */
  public record Selector(String metricName, Set<String> labels, List<LabelMatcher> matchers) {

    /** Copies both. */
    public Selector {
      labels = Set.copyOf(labels);
      matchers = List.copyOf(matchers);
    }

    private static Selector of(VectorSelector selector) {
      String name = "";
      Set<String> labels = new TreeSet<>();
      for (LabelMatcher matcher : selector.matchers()) {
        if (!matcher.name().equals(Labels.METRIC_NAME)) {
          labels.add(matcher.name());
        } else if (matcher.type() == MatchType.EQUAL) {
          name = matcher.value();
        }
      }
      return new Selector(name, labels, selector.matchers());
    }
  }

  /** What {@code expression} asks for. */
  public static Usage of(Expression expression) {
    List<Selector> selectors = new ArrayList<>();
    Set<String> grouping = new TreeSet<>();
    Expressions.walk(
        expression,
        node -> {
          if (node instanceof VectorSelector selector) {
            selectors.add(Selector.of(selector));
          } else if (node instanceof Aggregation aggregation) {
            grouping.addAll(aggregation.grouping());
          } else if (node instanceof Binary binary && binary.matching() != null) {
            grouping.addAll(binary.matching().labels());
            grouping.addAll(binary.matching().include());
          }
        });
    return new Usage(selectors, grouping);
  }

  /** The names of all metrics that are named, sorted. */
  public Set<String> metricNames() {
    Set<String> names = new TreeSet<>();
    selectors.stream()
        .map(Selector::metricName)
        .filter(name -> !name.isEmpty())
        .forEach(names::add);
    return names;
  }

  /** The names of all labels with conditions or in a grouping, sorted. */
  public Set<String> labelNames() {
    Set<String> names = new TreeSet<>(groupingLabels);
    selectors.forEach(selector -> names.addAll(selector.labels()));
    return names;
  }
}
