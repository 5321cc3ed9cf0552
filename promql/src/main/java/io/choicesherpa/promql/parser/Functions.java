package io.choicesherpa.promql.parser;

import static io.choicesherpa.promql.model.ValueType.MATRIX;
import static io.choicesherpa.promql.model.ValueType.SCALAR;
import static io.choicesherpa.promql.model.ValueType.STRING;
import static io.choicesherpa.promql.model.ValueType.VECTOR;

import io.choicesherpa.promql.model.ValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The functions of Prometheus 3, stable and experimental ones.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/functions/">Functions</a>
 */
public final class Functions {

  /** How many quantiles {@code histogram_quantiles} takes at most. */
  private static final int MAX_QUANTILES = 10;

  private static final Map<String, FunctionSignature> TABLE = table();

  private Functions() {}

  /** The function of that name; null when there is none. Case matters. */
  public static @Nullable FunctionSignature find(String name) {
    return TABLE.get(name);
  }

  /** All functions, sorted by name. */
  public static Collection<FunctionSignature> all() {
    return TABLE.values();
  }

  private static Map<String, FunctionSignature> table() {
    Table table = new Table();
    table.stable(
        VECTOR,
        List.of(VECTOR),
        "abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg"
            + " histogram_count histogram_stddev histogram_stdvar histogram_sum ln log10 log2 rad"
            + " sgn sin sinh sort sort_desc sqrt tan tanh timestamp");
    table.stable(
        VECTOR,
        List.of(MATRIX),
        "absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta"
            + " increase irate last_over_time max_over_time min_over_time present_over_time rate"
            + " resets stddev_over_time stdvar_over_time sum_over_time");
    table.experimental(
        VECTOR,
        List.of(MATRIX),
        "mad_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time"
            + " ts_of_min_over_time");
    table.stable(SCALAR, List.of(), "pi time");
    table.experimental(SCALAR, List.of(), "end range start step");
    table.experimental(SCALAR, List.of(SCALAR, SCALAR), "max_of min_of");
    table.stable(SCALAR, List.of(VECTOR), "scalar");
    table.stable(VECTOR, List.of(SCALAR), "vector");
    table.stable(VECTOR, List.of(VECTOR, SCALAR), "clamp_max clamp_min");
    table.stable(VECTOR, List.of(VECTOR, SCALAR, SCALAR), "clamp");
    table.stable(VECTOR, List.of(SCALAR, VECTOR), "histogram_quantile");
    table.stable(VECTOR, List.of(SCALAR, SCALAR, VECTOR), "histogram_fraction");
    table.stable(VECTOR, List.of(SCALAR, MATRIX), "quantile_over_time");
    table.stable(VECTOR, List.of(MATRIX, SCALAR), "predict_linear");
    table.experimental(VECTOR, List.of(MATRIX, SCALAR, SCALAR), "double_exponential_smoothing");
    table.experimental(VECTOR, List.of(VECTOR), "start_timestamp");
    table.stable(VECTOR, List.of(VECTOR, STRING, STRING, STRING, STRING), "label_replace");
    for (String name :
        "day_of_month day_of_week day_of_year days_in_month hour minute month year"
            .split(" ", -1)) {
      table.add(new FunctionSignature(name, List.of(VECTOR), 1, false, VECTOR, false));
    }
    table.add(new FunctionSignature("round", List.of(VECTOR, SCALAR), 1, false, VECTOR, false));
    table.add(
        new FunctionSignature(
            "label_join", List.of(VECTOR, STRING, STRING, STRING), 1, true, VECTOR, false));
    table.add(new FunctionSignature("info", List.of(VECTOR, VECTOR), 1, false, VECTOR, true));
    table.add(new FunctionSignature("integral", List.of(MATRIX, SCALAR), 1, false, VECTOR, true));
    table.add(
        new FunctionSignature("sort_by_label", List.of(VECTOR, STRING), 1, true, VECTOR, true));
    table.add(
        new FunctionSignature(
            "sort_by_label_desc", List.of(VECTOR, STRING), 1, true, VECTOR, true));
    List<ValueType> quantiles = new ArrayList<>(List.of(VECTOR, STRING));
    quantiles.addAll(Collections.nCopies(MAX_QUANTILES, SCALAR));
    table.add(
        new FunctionSignature(
            "histogram_quantiles", quantiles, MAX_QUANTILES - 1, false, VECTOR, true));
    return Collections.unmodifiableMap(table.functions);
  }

  private static final class Table {
    private final Map<String, FunctionSignature> functions = new TreeMap<>();

    void stable(ValueType returns, List<ValueType> parameters, String names) {
      for (String name : names.split(" ", -1)) {
        add(new FunctionSignature(name, parameters, 0, false, returns, false));
      }
    }

    void experimental(ValueType returns, List<ValueType> parameters, String names) {
      for (String name : names.split(" ", -1)) {
        add(new FunctionSignature(name, parameters, 0, false, returns, true));
      }
    }

    void add(FunctionSignature function) {
      if (functions.put(function.name(), function) != null) {
        throw new IllegalStateException("function " + function.name() + " twice");
      }
    }
  }
}
