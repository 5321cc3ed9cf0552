package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.Columns;
import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.MatchType;
import io.choicesherpa.promql.parser.Expression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Functions of whether something is there, and those that make vectors of what is not. */
public final class PresenceFunctions {

  private PresenceFunctions() {}

  static void register(Map<String, VectorFunction> table) {
    table.put(
        "absent", a -> List.of(new Column(labels(a.call().arguments().get(0)), false, absence(a))));
    table.put("vector", a -> List.of(new Column(Labels.empty(), false, a.scalars(0))));
    table.put("timestamp", PresenceFunctions::timestamp);
  }

  private static double[] absence(Arguments arguments) {
    double[] numbers = arguments.newNumbers();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = anyPresent(arguments.columns(0), i) ? Column.ABSENT : 1;
    }
    return numbers;
  }

  /** Whether any column has a value at {@code step}. */
  public static boolean anyPresent(List<Column> columns, int step) {
    for (Column column : columns) {
      if (column.isPresent(step)) {
        return true;
      }
    }
    return false;
  }

  /** Of an expression that is not a selector: the time of evaluation. */
  private static List<Column> timestamp(Arguments arguments) {
    List<Column> result = new ArrayList<>();
    for (Column column : arguments.columns(0)) {
      double[] numbers = column.numbers();
      for (int i = 0; i < numbers.length; i++) {
        if (column.isPresent(i)) {
          numbers[i] = arguments.grid().at(i) / 1000.0;
        }
      }
      column.dropHistograms();
      result.add(arguments.renamed(column));
    }
    return result;
  }

  /** The labels that a selector fixes to one value, which a series would have that is not there. */
  public static Labels labels(Expression expression) {
    Expression bare = expression;
    while (bare instanceof Expression.Parentheses parentheses) {
      bare = parentheses.expression();
    }
    if (bare instanceof Expression.MatrixSelector matrix) {
      bare = matrix.selector();
    }
    if (!(bare instanceof Expression.VectorSelector selector)) {
      return Labels.empty();
    }
    Labels labels = Labels.empty();
    Set<String> seen = new HashSet<>();
    for (LabelMatcher matcher : selector.matchers()) {
      if (Columns.isMetadata(matcher.name())) {
        continue;
      }
      boolean fixed = matcher.type() == MatchType.EQUAL && seen.add(matcher.name());
      labels = labels.with(matcher.name(), fixed ? matcher.value() : "");
    }
    return labels;
  }
}
