package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.engine.data.Annotations;
import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.Columns;
import io.choicesherpa.promql.engine.data.QueryContext;
import io.choicesherpa.promql.engine.functions.PresenceFunctions;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.PromqlException;
import io.choicesherpa.promql.model.PromqlException.Kind;
import io.choicesherpa.promql.parser.Expression;
import io.choicesherpa.promql.parser.VectorMatching;
import io.choicesherpa.promql.parser.VectorMatching.Cardinality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operation between the samples of two vectors that match. Signatures are worked out once per
 * series; only where several series share one does each step decide who meets whom.
 */
final class MatchedOperation {

  private final Expression.Binary binary;
  private final VectorMatching matching;
  private final QueryContext context;
  private final int steps;
  private final SampleOperation operation;
  private final Signature signature;

  /** Whether the side that may have many is the right one. */
  private final boolean swapped;

  private final @Nullable Double fillMany;
  private final @Nullable Double fillOne;

  private List<Column> allMany = List.of();

  MatchedOperation(
      Expression.Binary binary, VectorMatching matching, QueryContext context, int steps) {
    this.binary = binary;
    this.matching = matching;
    this.context = context;
    this.steps = steps;
    operation = new SampleOperation(binary, context.annotations());
    signature =
        matching.on() ? Signature.only(matching.labels()) : Signature.without(matching.labels());
    swapped = matching.cardinality() == Cardinality.ONE_TO_MANY;
    fillMany = swapped ? matching.fillRight() : matching.fillLeft();
    fillOne = swapped ? matching.fillLeft() : matching.fillRight();
  }

  /** The series of both sides that have the same signature. */
  private static final class Group {
    private final List<Column> many = new ArrayList<>();
    private final List<Column> one = new ArrayList<>();
  }

  List<Column> apply(List<Column> left, List<Column> right) {
    allMany = swapped ? right : left;
    Map<Labels, Group> groups = new LinkedHashMap<>();
    for (Column column : allMany) {
      group(groups, column).many.add(column);
    }
    for (Column column : swapped ? left : right) {
      group(groups, column).one.add(column);
    }
    List<Column> result = new ArrayList<>();
    groups.forEach((labels, group) -> evaluate(labels, group, result));
    return result;
  }

  private Group group(Map<Labels, Group> groups, Column column) {
    return groups.computeIfAbsent(signature.of(column.labels()), key -> new Group());
  }

  private void evaluate(Labels labels, Group group, List<Column> result) {
    context.checkInterrupted();
    boolean plain = fillMany == null && fillOne == null;
    if (plain && group.many.size() == 1 && group.one.size() == 1) {
      Column target = target(group.many.get(0), group.one.get(0));
      for (int i = 0; i < steps; i++) {
        if (group.many.get(0).isPresent(i) && group.one.get(0).isPresent(i)) {
          apply(target, i, group.many.get(0), group.one.get(0));
        }
      }
      addUnlessEmpty(target, result);
      return;
    }
    if (plain && (group.one.isEmpty() || (group.many.isEmpty() && group.one.size() == 1))) {
      return;
    }
    Pairs pairs = new Pairs();
    Column manyStandIn = fillMany == null ? null : constant(labels, fillMany);
    Column oneStandIn = fillOne == null ? null : constant(labels, fillOne);
    for (int i = 0; i < steps; i++) {
      Column one = only(labels, group.one, i);
      boolean present = one != null;
      if (one == null) {
        one = oneStandIn;
      }
      if (one == null) {
        continue;
      }
      Column matched = null;
      for (Column many : group.many) {
        if (many.isPresent(i)) {
          if (matched != null && matching.cardinality() == Cardinality.ONE_TO_ONE) {
            throw refused(
                "multiple matches for labels: many-to-one matching must be explicit"
                    + " (group_left/group_right)");
          }
          matched = many;
          apply(pairs.target(many, one), i, many, one);
        }
      }
      if (matched == null && present && manyStandIn != null) {
        apply(pairs.target(manyStandIn, one), i, manyStandIn, one);
      }
    }
    pairs.addTo(result);
  }

  private Column constant(Labels labels, double value) {
    double[] numbers = new double[steps];
    Arrays.fill(numbers, value);
    return new Column(labels, false, numbers);
  }

  /** The only column of {@code columns} with a value at {@code step}; null when there is none. */
  private @Nullable Column only(Labels labels, List<Column> columns, int step) {
    Column found = null;
    for (Column column : columns) {
      if (!column.isPresent(step)) {
        continue;
      }
      if (found != null
          && (fillMany != null || fillOne != null || PresenceFunctions.anyPresent(allMany, step))) {
        String first = text(found.labels());
        String second = text(column.labels());
        boolean inOrder = first.compareTo(second) < 0;
        throw refused(
            "found duplicate series for the match group "
                + text(labels)
                + " on the "
                + (swapped ? "left" : "right")
                + " hand-side of the operation: ["
                + (inOrder ? first : second)
                + ", "
                + (inOrder ? second : first)
                + "];many-to-many matching not allowed: matching labels must be unique on one"
                + " side");
      }
      found = column;
    }
    return found;
  }

  private PromqlException refused(String message) {
    return new PromqlException(Kind.EXECUTION, message, binary.position());
  }

  /** Labels all in braces, the metric's name as one of them. */
  private static String text(Labels labels) {
    StringBuilder out = new StringBuilder("{");
    labels.forEach(
        (name, value) -> {
          out.append(out.length() == 1 ? "" : ", ").append(name).append('=');
          out.append(Annotations.quoted(value));
        });
    return out.append('}').toString();
  }

  private void apply(Column target, int step, Column many, Column one) {
    Column left = swapped ? one : many;
    Column right = swapped ? many : one;
    if (!left.hasHistograms() && !right.hasHistograms()) {
      target.numbers()[step] = operation.numbers(left.numbers()[step], right.numbers()[step]);
    } else {
      operation.samples(
          target,
          step,
          left.numbers()[step],
          left.histogram(step),
          right.numbers()[step],
          right.histogram(step));
    }
  }

  private static void addUnlessEmpty(Column column, List<Column> result) {
    if (!column.isEmpty()) {
      result.add(column);
    }
  }

  private Column target(Column many, Column one) {
    context.hold(steps);
    boolean delayed = context.settings().delayedNameRemoval();
    boolean comparison = !changesMetric();
    Labels labels = many.labels();
    if (!comparison || (binary.returnBool() && !delayed)) {
      labels = Columns.withoutMetadata(labels);
    }
    if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
      labels = matching.on() ? labels.only(matching.labels()) : labels.without(matching.labels());
    }
    for (String name : matching.include()) {
      labels = labels.with(name, one.labels().valueOf(name));
    }
    return new Column(labels, binary.returnBool(), Column.absent(steps));
  }

  private boolean changesMetric() {
    return operation.changesMeaning() && !binary.returnBool();
  }

  /** Result columns by who met whom. */
  private final class Pairs {
    private final Map<Column, Map<Column, Column>> targets = new LinkedHashMap<>();

    Column target(Column many, Column one) {
      return targets
          .computeIfAbsent(many, key -> new HashMap<>())
          .computeIfAbsent(one, key -> MatchedOperation.this.target(many, key));
    }

    /** Adds the columns; within a group no two may give a value under the same labels. */
    void addTo(List<Column> result) {
      Map<Labels, Column> byLabels = new LinkedHashMap<>();
      for (Map<Column, Column> ofMany : targets.values()) {
        for (Column target : ofMany.values()) {
          Column first = byLabels.putIfAbsent(target.labels(), target);
          for (int i = 0; first != null && i < steps; i++) {
            if (target.isPresent(i)) {
              if (first.isPresent(i)) {
                throw refused(
                    "multiple matches for labels: grouping labels must ensure unique matches");
              }
              first.copy(i, target);
            }
          }
        }
      }
      byLabels.values().forEach(column -> addUnlessEmpty(column, result));
    }
  }
}
