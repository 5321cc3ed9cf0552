package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.engine.data.QueryContext;
import io.choicesherpa.promql.math.FloatMath;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/** Functions that give a number. */
final class NumberFunctions {

  private NumberFunctions() {}

  static void register(Map<String, ScalarFunction> table) {
    table.put("time", NumberFunctions::time);
    table.put("pi", a -> constant(a, Math.PI));
    table.put("scalar", NumberFunctions::scalar);
    table.put("max_of", a -> both(a, FloatMath::max));
    table.put("min_of", a -> both(a, FloatMath::min));
    table.put("start", a -> constant(a, a.context().settings().startMillis() / 1000.0));
    table.put("end", a -> constant(a, a.context().settings().endMillis() / 1000.0));
    table.put("range", a -> constant(a, rangeSeconds(a.context().settings())));
    table.put("step", a -> constant(a, stepSeconds(a.context().settings())));
  }

  private static double rangeSeconds(QueryContext.Settings settings) {
    return (settings.endMillis() - settings.startMillis()) / 1000.0;
  }

  private static double stepSeconds(QueryContext.Settings settings) {
    return settings.startMillis() == settings.endMillis() ? 0 : settings.stepMillis() / 1000.0;
  }

  private static double[] constant(Arguments arguments, double value) {
    double[] numbers = arguments.newNumbers();
    Arrays.fill(numbers, value);
    return numbers;
  }

  private static double[] time(Arguments arguments) {
    double[] numbers = arguments.newNumbers();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = arguments.grid().at(i) / 1000.0;
    }
    return numbers;
  }

  private static double[] both(Arguments arguments, DoubleBinaryOperator operator) {
    double[] left = arguments.scalars(0);
    double[] right = arguments.scalars(1);
    for (int i = 0; i < left.length; i++) {
      left[i] = operator.applyAsDouble(left[i], right[i]);
    }
    return left;
  }

  /** The number of the only series that has one; otherwise NaN. */
  private static double[] scalar(Arguments arguments) {
    List<Column> columns = arguments.columns(0);
    double[] numbers = arguments.newNumbers();
    for (int i = 0; i < numbers.length; i++) {
      double only = Column.ABSENT;
      int found = 0;
      for (Column column : columns) {
        double number = column.numbers()[i];
        if (!Column.isAbsent(number)) {
          only = number;
          found++;
        }
      }
      numbers[i] = found == 1 ? only : Double.NaN;
    }
    return numbers;
  }
}
