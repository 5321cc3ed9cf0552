package io.choicesherpa.promql.parser;

import io.choicesherpa.promql.model.PositionRange;
import io.choicesherpa.promql.model.ValueType;
import io.choicesherpa.promql.parser.BinaryOperator.Kind;
import io.choicesherpa.promql.parser.VectorMatching.Cardinality;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The modifiers of a binary operator, as written. */
record Matching(
    PositionRange sign,
    boolean returnBool,
    Cardinality cardinality,
    List<String> labels,
    boolean on,
    List<String> include,
    @Nullable Double fillLeft,
    @Nullable Double fillRight) {

  /** What the tree says; null unless both sides are vectors. */
  @Nullable VectorMatching of(BinaryOperator operator, Expression left, Expression right) {
    if (left.type() != ValueType.VECTOR || right.type() != ValueType.VECTOR) {
      return null;
    }
    boolean set = operator.kind() == Kind.SET;
    return new VectorMatching(
        set ? Cardinality.MANY_TO_MANY : cardinality, labels, on, include, fillLeft, fillRight);
  }
}
