package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.math.FloatMath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Functions of each number by itself; histograms are left out. */
final class MathFunctions {

  private MathFunctions() {}

  static void register(Map<String, VectorFunction> table) {
    each(table, "abs", Math::abs);
    each(table, "ceil", Math::ceil);
    each(table, "floor", Math::floor);
    each(table, "exp", Math::exp);
    each(table, "sqrt", Math::sqrt);
    each(table, "ln", Math::log);
    each(table, "log2", FloatMath::log2);
    each(table, "log10", Math::log10);
    each(table, "sin", Math::sin);
    each(table, "cos", Math::cos);
    each(table, "tan", Math::tan);
    each(table, "asin", Math::asin);
    each(table, "acos", Math::acos);
    each(table, "atan", Math::atan);
    each(table, "sinh", Math::sinh);
    each(table, "cosh", Math::cosh);
    each(table, "tanh", Math::tanh);
    each(table, "asinh", FloatMath::asinh);
    each(table, "acosh", FloatMath::acosh);
    each(table, "atanh", FloatMath::atanh);
    each(table, "deg", x -> x * (180 / Math.PI));
    each(table, "rad", x -> x * (Math.PI / 180));
    each(table, "sgn", x -> x < 0 ? -1 : x > 0 ? 1 : x);
    table.put("round", MathFunctions::round);
    table.put("clamp", a -> clamp(a, a.scalars(1), a.scalars(2)));
    table.put("clamp_min", a -> clamp(a, a.scalars(1), null));
    table.put("clamp_max", a -> clamp(a, null, a.scalars(1)));
  }

  private static void each(
      Map<String, VectorFunction> table, String name, DoubleUnaryOperator function) {
    table.put(name, arguments -> mapped(arguments, 0, function));
  }

  /** The numbers of an argument, each replaced by what {@code function} makes of it. */
  static List<Column> mapped(Arguments arguments, int index, DoubleUnaryOperator function) {
    return stepwise(arguments, index, (step, number) -> function.applyAsDouble(number));
  }

  /** A function of a number that knows the step. */
  @FunctionalInterface
  interface StepFunction {
    double apply(int step, double number);
  }

  static List<Column> stepwise(Arguments arguments, int index, StepFunction function) {
    List<Column> result = new ArrayList<>();
    for (Column column : arguments.columns(index)) {
      double[] numbers = column.numbers();
      for (int i = 0; i < numbers.length; i++) {
        if (!Column.isAbsent(numbers[i])) {
          numbers[i] = function.apply(i, numbers[i]);
        }
      }
      column.dropHistograms();
      result.add(arguments.renamed(column));
    }
    return result;
  }

  private static List<Column> round(Arguments arguments) {
    double[] nearest = arguments.count() > 1 ? arguments.scalars(1) : null;
    return stepwise(
        arguments,
        0,
        (step, number) -> {
          double inverse = 1 / (nearest == null ? 1 : nearest[step]);
          return Math.floor(number * inverse + 0.5) / inverse;
        });
  }

  private static List<Column> clamp(
      Arguments arguments, double @Nullable [] low, double @Nullable [] high) {
    return stepwise(
        arguments,
        0,
        (step, number) -> {
          double from = low == null ? Double.NEGATIVE_INFINITY : low[step];
          double to = high == null ? Double.POSITIVE_INFINITY : high[step];
          return to < from ? Column.ABSENT : FloatMath.max(from, FloatMath.min(to, number));
        });
  }
}
