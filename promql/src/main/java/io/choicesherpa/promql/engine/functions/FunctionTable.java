package io.choicesherpa.promql.engine.functions;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All functions by name. Those that need more than their arguments the evaluator has itself. */
public final class FunctionTable {

  private static final Map<String, RangeFunction> RANGE = new HashMap<>();
  private static final Map<String, VectorFunction> VECTOR = new HashMap<>();
  private static final Map<String, ScalarFunction> SCALAR = new HashMap<>();

  static {
    RateFunctions.register(RANGE);
    OverTimeFunctions.register(RANGE);
    ExtremeFunctions.register(RANGE);
    TrendFunctions.register(RANGE);
    ChangeFunctions.register(RANGE);
    IntegralFunction.register(RANGE);
    MathFunctions.register(VECTOR);
    CalendarFunctions.register(VECTOR);
    HistogramFunctions.register(VECTOR);
    QuantileFunctions.register(VECTOR);
    LabelFunctions.register(VECTOR);
    SortFunctions.register(VECTOR);
    PresenceFunctions.register(VECTOR);
    NumberFunctions.register(SCALAR);
  }

  private FunctionTable() {}

  /** The function of a range vector of this name; null when there is none. */
  public static @Nullable RangeFunction range(String name) {
    return RANGE.get(name);
  }

  /** The function of this name that gives a vector; null when there is none. */
  public static @Nullable VectorFunction vector(String name) {
    return VECTOR.get(name);
  }

  /** The function of this name that gives a number; null when there is none. */
  public static @Nullable ScalarFunction scalar(String name) {
    return SCALAR.get(name);
  }

  /** The names of all. */
  public static Set<String> names() {
    Set<String> names = new TreeSet<>(RANGE.keySet());
    names.addAll(VECTOR.keySet());
    names.addAll(SCALAR.keySet());
    return names;
  }
}
