package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.parser.BinaryOperator;
import io.choicesherpa.promql.parser.VectorMatching;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code and}, {@code or} and {@code unless}. */
final class SetOperation {

  private final BinaryOperator operator;
  private final Signature signature;
  private final int steps;

  SetOperation(BinaryOperator operator, VectorMatching matching, int steps) {
    this.operator = operator;
    this.steps = steps;
    signature =
        matching.on() ? Signature.only(matching.labels()) : Signature.without(matching.labels());
  }

  List<Column> apply(List<Column> left, List<Column> right) {
    List<Column> result = new ArrayList<>();
    if (operator == BinaryOperator.OR) {
      result.addAll(left);
      restrict(right, presence(left), false, result);
    } else {
      restrict(left, presence(right), operator == BinaryOperator.AND, result);
    }
    return result;
  }

  /** At which steps there is any value, by signature. */
  private Map<Labels, BitSet> presence(List<Column> columns) {
    Map<Labels, BitSet> presence = new HashMap<>();
    for (Column column : columns) {
      BitSet present =
          presence.computeIfAbsent(signature.of(column.labels()), key -> new BitSet(steps));
      for (int i = 0; i < steps; i++) {
        if (column.isPresent(i)) {
          present.set(i);
        }
      }
    }
    return presence;
  }

  /** Keeps values only at steps where the other side has something, or where it has not. */
  private void restrict(
      List<Column> columns, Map<Labels, BitSet> others, boolean where, List<Column> result) {
    BitSet never = new BitSet();
    for (Column column : columns) {
      BitSet other = others.getOrDefault(signature.of(column.labels()), never);
      for (int i = 0; i < steps; i++) {
        if (other.get(i) != where) {
          column.clear(i);
        }
      }
      if (!column.isEmpty()) {
        result.add(column);
      }
    }
  }
}
