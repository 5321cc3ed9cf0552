package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.engine.data.Annotations;
import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.histogram.FloatHistogram;
import io.choicesherpa.promql.histogram.HistogramSum;
import io.choicesherpa.promql.model.Histogram.CounterReset;
import io.choicesherpa.promql.parser.BinaryOperator;
import io.choicesherpa.promql.parser.Expression;
import org.jspecify.annotations.Nullable;

/** An operator between samples, numbers or histograms; what does not fit is left out and told. */
final class SampleOperation {

  private final BinaryOperator operator;
  private final Expression.Binary binary;
  private final boolean comparison;
  private final Annotations annotations;

  SampleOperation(Expression.Binary binary, Annotations annotations) {
    this.binary = binary;
    this.annotations = annotations;
    operator = binary.operator();
    comparison = operator.kind() == BinaryOperator.Kind.COMPARISON;
  }

  /** Whether the result is no longer what the metric's name says. */
  boolean changesMeaning() {
    return binary.returnBool() || (!comparison && !isTrim());
  }

  /** Puts the results into {@code column} itself. */
  void withScalar(Column column, double[] scalars, boolean scalarLeft) {
    if (!comparison && !column.hasHistograms() && !isTrim()) {
      arithmetic(column.numbers(), scalars, scalarLeft);
      return;
    }
    for (int i = 0; i < scalars.length; i++) {
      if (column.isPresent(i)) {
        withScalar(column, i, scalars[i], scalarLeft);
      }
    }
  }

  private boolean isTrim() {
    return operator == BinaryOperator.TRIM_LOWER || operator == BinaryOperator.TRIM_UPPER;
  }

  private void arithmetic(double[] numbers, double[] scalars, boolean scalarLeft) {
    for (int i = 0; i < numbers.length; i++) {
      double number = numbers[i];
      if (!Column.isAbsent(number)) {
        numbers[i] =
            scalarLeft
                ? NumberOperation.calculate(operator, scalars[i], number)
                : NumberOperation.calculate(operator, number, scalars[i]);
      }
    }
  }

  private void withScalar(Column column, int step, double scalar, boolean scalarLeft) {
    FloatHistogram histogram = column.histogram(step);
    if (histogram != null) {
      FloatHistogram result = histogramAndNumber(histogram, scalar, scalarLeft);
      if (result == null) {
        column.clear(step);
      } else {
        column.setHistogram(step, result);
      }
      return;
    }
    double number = column.numbers()[step];
    if (comparison) {
      boolean holds =
          scalarLeft
              ? NumberOperation.compare(operator, scalar, number)
              : NumberOperation.compare(operator, number, scalar);
      column.numbers()[step] = compared(holds, number);
    } else {
      column.numbers()[step] = scalarLeft ? numbers(scalar, number) : numbers(number, scalar);
    }
  }

  private double compared(boolean holds, double kept) {
    if (binary.returnBool()) {
      return holds ? 1 : 0;
    }
    return holds ? kept : Column.ABSENT;
  }

  /** The result of two numbers; absent when there is none. */
  double numbers(double left, double right) {
    if (comparison) {
      return compared(NumberOperation.compare(operator, left, right), left);
    }
    if (isTrim()) {
      tellIncompatible("float", "float");
      return Column.ABSENT;
    }
    return NumberOperation.calculate(operator, left, right);
  }

  /** The result of two samples into {@code target}; nothing when there is none. */
  void samples(
      Column target,
      int step,
      double left,
      @Nullable FloatHistogram leftHistogram,
      double right,
      @Nullable FloatHistogram rightHistogram) {
    FloatHistogram result;
    if (leftHistogram == null) {
      if (rightHistogram == null) {
        target.numbers()[step] = numbers(left, right);
        return;
      }
      result = histogramAndNumber(rightHistogram, left, true);
    } else if (rightHistogram == null) {
      result = histogramAndNumber(leftHistogram, right, false);
    } else if (comparison) {
      compareHistograms(target, step, leftHistogram, rightHistogram);
      return;
    } else {
      result = histograms(leftHistogram, rightHistogram);
    }
    if (result != null) {
      target.setHistogram(step, result);
    }
  }

  private @Nullable FloatHistogram histogramAndNumber(
      FloatHistogram histogram, double number, boolean numberLeft) {
    if (operator == BinaryOperator.MULTIPLY) {
      return histogram.times(number);
    }
    if (!numberLeft && operator == BinaryOperator.DIVIDE) {
      return histogram.dividedBy(number);
    }
    if (!numberLeft && isTrim()) {
      return histogram.trimmed(number, operator == BinaryOperator.TRIM_UPPER);
    }
    tellIncompatible(numberLeft ? "float" : "histogram", numberLeft ? "histogram" : "float");
    return null;
  }

  private void compareHistograms(
      Column target, int step, FloatHistogram left, FloatHistogram right) {
    if (operator != BinaryOperator.EQUAL && operator != BinaryOperator.NOT_EQUAL) {
      tellIncompatible("histogram", "histogram");
      return;
    }
    boolean holds = left.sameAs(right) == (operator == BinaryOperator.EQUAL);
    if (binary.returnBool()) {
      target.numbers()[step] = holds ? 1 : 0;
    } else if (holds) {
      target.setHistogram(step, left);
    }
  }

  private @Nullable FloatHistogram histograms(FloatHistogram left, FloatHistogram right) {
    boolean addition = operator == BinaryOperator.ADD;
    if (!addition && operator != BinaryOperator.SUBTRACT) {
      tellIncompatible("histogram", "histogram");
      return null;
    }
    if (!left.compatible(right)) {
      annotations.incompatibleBuckets(operator.symbol(), binary.position());
      return null;
    }
    HistogramSum sum = HistogramSum.of(left, right, addition ? 1 : -1);
    String word = addition ? "addition" : "subtraction";
    if (sum.resetCollision()) {
      annotations.counterResetCollision(word, binary.position());
    }
    if (sum.boundsReconciled()) {
      annotations.boundsReconciled(word, binary.position());
    }
    return addition ? sum.sum() : sum.sum().withCounterReset(CounterReset.GAUGE);
  }

  private void tellIncompatible(String left, String right) {
    annotations.incompatibleOperands(left, operator.symbol(), right, binary.position());
  }
}
