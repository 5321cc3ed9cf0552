package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.Annotations;
import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.QueryContext;
import io.choicesherpa.promql.histogram.FloatHistogram;
import io.choicesherpa.promql.model.PositionRange;
import io.choicesherpa.promql.parser.Expression;
import io.choicesherpa.promql.parser.Expression.Edges;
import org.jspecify.annotations.Nullable;

/** A call of a range function with its arguments, for one step after the other. */
public final class RangeCall {

  private final Expression.Call call;
  private final int rangeIndex;
  private final double[][] scalars;
  private final QueryContext context;

  private int step;
  private @Nullable FloatHistogram histogram;
  private double[] scratch = new double[16];

  /**
   * A call.
   *
   * @param rangeIndex which argument is the range
   * @param scalars the other arguments by step, in their order
   */
  public RangeCall(Expression.Call call, int rangeIndex, double[][] scalars, QueryContext context) {
    this.call = call;
    this.rangeIndex = rangeIndex;
    this.scalars = scalars;
    this.context = context;
  }

  /** Goes to {@code newStep}. */
  public void at(int newStep) {
    step = newStep;
    histogram = null;
  }

  /** Gives a histogram in place of a number. */
  public double give(FloatHistogram result) {
    histogram = result;
    return Column.ABSENT;
  }

  /** The histogram given for this step; null when none was. */
  public @Nullable FloatHistogram histogram() {
    return histogram;
  }

  /** How many arguments there are besides the range. */
  int scalarCount() {
    return scalars.length;
  }

  /** An argument besides the range, at this step. */
  double scalar(int index) {
    return scalars[index][step];
  }

  /** Where the range is. */
  PositionRange rangePosition() {
    return call.arguments().get(rangeIndex).position();
  }

  /** Where the argument at {@code index} is. */
  PositionRange position(int index) {
    return call.arguments().get(index).position();
  }

  /** The range in seconds. */
  double rangeSeconds() {
    Expression range = range();
    long millis =
        range instanceof Expression.MatrixSelector selector
            ? selector.rangeMillis()
            : ((Expression.Subquery) range).rangeMillis();
    return millis / 1000.0;
  }

  private Expression range() {
    Expression range = call.arguments().get(rangeIndex);
    while (range instanceof Expression.Parentheses parentheses) {
      range = parentheses.expression();
    }
    return range;
  }

  private Edges edges() {
    return range() instanceof Expression.MatrixSelector matrix
        ? matrix.selector().edges()
        : Edges.PLAIN;
  }

  boolean isSmoothed() {
    return edges() == Edges.SMOOTHED;
  }

  boolean isAnchored() {
    return edges() == Edges.ANCHORED;
  }

  /** How far before the range the window reaches when its ends are not plain. */
  long lookbackMillis() {
    return context.settings().lookbackMillis();
  }

  Annotations annotations() {
    return context.annotations();
  }

  /** Room for {@code size} numbers, overwritten by the next that asks. */
  double[] scratch(int size) {
    if (scratch.length < size) {
      scratch = new double[Math.max(size, 2 * scratch.length)];
    }
    return scratch;
  }
}
