package io.choicesherpa.promql.parser;

import io.choicesherpa.promql.model.PositionRange;
import io.choicesherpa.promql.parser.Expression.MatrixSelector;
import io.choicesherpa.promql.parser.Expression.Subquery;
import io.choicesherpa.promql.parser.Expression.SubqueryDurations;
import io.choicesherpa.promql.parser.Expression.VectorSelector;

/** Turns durations that depend on the query into milliseconds. */
public final class DurationExpressions {

  private static final double MAX_SECONDS = Long.MAX_VALUE / 1e9;

  private final double stepSeconds;
  private final double rangeSeconds;

  private DurationExpressions(double stepSeconds, double rangeSeconds) {
    this.stepSeconds = stepSeconds;
    this.rangeSeconds = rangeSeconds;
  }

  /**
   * {@code expression} with all its durations in milliseconds; the same object when they are
   * already.
   *
   * @param stepMillis the query's step; 0 for an instant query
   * @param rangeMillis from the query's start to its end; 0 for an instant query
   * @throws IllegalArgumentException when a range or step comes to nothing or less, or a duration
   *     to no number or more than fits
   */
  public static Expression resolve(Expression expression, long stepMillis, long rangeMillis) {
    DurationExpressions durations = new DurationExpressions(stepMillis / 1e3, rangeMillis / 1e3);
    return Expressions.rewrite(expression, durations::resolveNode);
  }

  private Expression resolveNode(Expression node) {
    if (node instanceof VectorSelector selector) {
      return resolved(selector);
    }
    if (node instanceof MatrixSelector matrix) {
      DurationExpression range = matrix.rangeExpression();
      return range == null && matrix.selector().offsetExpression() == null
          ? matrix
          : new MatrixSelector(
              resolved(matrix.selector()),
              range == null ? matrix.rangeMillis() : positive(range, matrix.position()),
              matrix.position());
    }
    if (node instanceof Subquery subquery && !subquery.durations().equals(SubqueryDurations.NONE)) {
      SubqueryDurations open = subquery.durations();
      PositionRange at = subquery.position();
      return new Subquery(
          subquery.expression(),
          open.range() == null ? subquery.rangeMillis() : positive(open.range(), at),
          open.step() == null ? subquery.stepMillis() : positive(open.step(), at),
          open.offset() == null ? subquery.offsetMillis() : millis(open.offset(), at),
          subquery.at(),
          at);
    }
    return node;
  }

  private VectorSelector resolved(VectorSelector selector) {
    DurationExpression offset = selector.offsetExpression();
    return offset == null
        ? selector
        : new VectorSelector(
            selector.matchers(),
            millis(offset, selector.position()),
            null,
            selector.at(),
            selector.edges(),
            selector.position());
  }

  private long positive(DurationExpression duration, PositionRange position) {
    double seconds = seconds(duration, position);
    if (seconds <= 0) {
      throw new IllegalArgumentException(
          "duration must be greater than 0: " + seconds + " s at offset " + position.start());
    }
    return (long) (seconds * 1000);
  }

  private long millis(DurationExpression duration, PositionRange position) {
    return (long) (seconds(duration, position) * 1000);
  }

  private double seconds(DurationExpression duration, PositionRange position) {
    double seconds = duration.seconds(stepSeconds, rangeSeconds);
    if (Double.isNaN(seconds) || Math.abs(seconds) > MAX_SECONDS) {
      throw new IllegalArgumentException(
          "duration out of range: " + seconds + " s at offset " + position.start());
    }
    return seconds;
  }
}
