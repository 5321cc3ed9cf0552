package io.choicesherpa.promql.parser;

import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.PositionRange;
import io.choicesherpa.promql.model.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of the syntax tree. Immutable; durations and times are in milliseconds.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/">Querying</a>
 */
public sealed interface Expression {

  /** Where it stands in the text. */
  PositionRange position();

  /** What it gives. */
  ValueType type();

  /** A number, {@code Inf} and {@code NaN} included; a duration in its place is in seconds. */
  record NumberLiteral(double value, PositionRange position) implements Expression {
    @Override
    public ValueType type() {
      return ValueType.SCALAR;
    }
  }

  /** A text, without quotes and escapes. */
  record StringLiteral(String value, PositionRange position) implements Expression {
    @Override
    public ValueType type() {
      return ValueType.STRING;
    }
  }

  /**
   * An instant vector selector.
   *
   * @param matchers all conditions, that on the metric's name among them
   * @param offsetMillis how far to look back; negative for ahead
   * @param offsetExpression the offset when it depends on the query, until {@link
   *     DurationExpressions#resolve} has made it {@code offsetMillis}; null otherwise
   * @param at the time to look at; null for the evaluation's
   * @param edges how the ends of the range are treated
   */
  record VectorSelector(
      List<LabelMatcher> matchers,
      long offsetMillis,
      @Nullable DurationExpression offsetExpression,
      @Nullable At at,
      Edges edges,
      PositionRange position)
      implements Expression {
    /** Copies the matchers. */
    public VectorSelector {
      matchers = List.copyOf(matchers);
    }

    /** A selector with an offset that is known. */
    public VectorSelector(
        List<LabelMatcher> matchers, long offsetMillis, @Nullable At at, PositionRange position) {
      this(matchers, offsetMillis, null, at, Edges.PLAIN, position);
    }

    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }
  }

  /**
   * A range vector selector; offset, time and edges are the inner selector's.
   *
   * @param rangeExpression the range when it depends on the query, until {@link
   *     DurationExpressions#resolve} has made it {@code rangeMillis}; null otherwise
   */
  record MatrixSelector(
      VectorSelector selector,
      long rangeMillis,
      @Nullable DurationExpression rangeExpression,
      PositionRange position)
      implements Expression {

    /** A selector with a range that is known. */
    public MatrixSelector(VectorSelector selector, long rangeMillis, PositionRange position) {
      this(selector, rangeMillis, null, position);
    }

    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }
  }

  /**
   * A subquery.
   *
   * @param stepMillis 0 for the engine's default
   * @param durations those of the three that depend on the query, until {@link
   *     DurationExpressions#resolve} has made them milliseconds
   */
  record Subquery(
      Expression expression,
      long rangeMillis,
      long stepMillis,
      long offsetMillis,
      SubqueryDurations durations,
      @Nullable At at,
      PositionRange position)
      implements Expression {

    /** A subquery whose durations are known. */
    public Subquery(
        Expression expression,
        long rangeMillis,
        long stepMillis,
        long offsetMillis,
        @Nullable At at,
        PositionRange position) {
      this(expression, rangeMillis, stepMillis, offsetMillis, SubqueryDurations.NONE, at, position);
    }

    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }
  }

  /** A sign; {@code negative} is false for a plus, which changes nothing. */
  record Unary(boolean negative, Expression operand, PositionRange position) implements Expression {
    @Override
    public ValueType type() {
      return operand.type();
    }
  }

  /**
   * A binary operation.
   *
   * @param matching how samples find each other; null unless both sides are vectors
   * @param returnBool whether a comparison gives 0 or 1 in place of a filter
   */
  record Binary(
      BinaryOperator operator,
      Expression left,
      Expression right,
      @Nullable VectorMatching matching,
      boolean returnBool,
      PositionRange position)
      implements Expression {
    @Override
    public ValueType type() {
      return left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
          ? ValueType.SCALAR
          : ValueType.VECTOR;
    }
  }

  /**
   * An aggregation over series.
   *
   * @param parameter null unless the operator takes one
   * @param without whether {@code grouping} names the labels to drop in place of those to keep
   */
  record Aggregation(
      AggregationOperator operator,
      Expression operand,
      @Nullable Expression parameter,
      List<String> grouping,
      boolean without,
      PositionRange position)
      implements Expression {
    /** Copies the labels. */
    public Aggregation {
      grouping = List.copyOf(grouping);
    }

    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }
  }

  /** A function call; the arguments satisfy the signature. */
  record Call(FunctionSignature function, List<Expression> arguments, PositionRange position)
      implements Expression {
    /** Copies the arguments. */
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public ValueType type() {
      return function.returns();
    }
  }

  /** An expression in parentheses. */
  record Parentheses(Expression expression, PositionRange position) implements Expression {
    @Override
    public ValueType type() {
      return expression.type();
    }
  }

  /** How a range selector treats samples at the ends of its range. */
  enum Edges {
    /** Samples within the range only. */
    PLAIN,
    /** {@code anchored}: the last sample before the range stands at its start. */
    ANCHORED,
    /** {@code smoothed}: the values at both ends are interpolated. */
    SMOOTHED
  }

  /**
   * A subquery's durations that depend on the query; each null when it does not.
   *
   * @param range instead of {@code rangeMillis}
   * @param step instead of {@code stepMillis}
   * @param offset instead of {@code offsetMillis}
   */
  record SubqueryDurations(
      @Nullable DurationExpression range,
      @Nullable DurationExpression step,
      @Nullable DurationExpression offset) {

    /** All are known. */
    public static final SubqueryDurations NONE = new SubqueryDurations(null, null, null);
  }

  /** The {@code @} modifier. */
  sealed interface At {

    /** A fixed time, in milliseconds since 1970. */
    record Time(long millis) implements At {}

    /** {@code start()}: the range query's. */
    record Start() implements At {}

    /** {@code end()}: the range query's. */
    record End() implements At {}
  }
}
