package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Functions that order a vector. Over a range of times they have no effect, which they say. */
final class SortFunctions {

  private SortFunctions() {}

  static void register(Map<String, VectorFunction> table) {
    table.put("sort", a -> byValue(a, 1));
    table.put("sort_desc", a -> byValue(a, -1));
    table.put("sort_by_label", a -> byLabel(a, 1));
    table.put("sort_by_label_desc", a -> byLabel(a, -1));
  }

  private static boolean ineffective(Arguments arguments) {
    if (arguments.steps() <= 1) {
      return false;
    }
    arguments
        .annotations()
        .warn(
            "sort is ineffective for range queries since results are always ordered by labels",
            arguments.call().position());
    return true;
  }

  private static List<Column> byValue(Arguments arguments, int sign) {
    List<Column> sorted = new ArrayList<>();
    for (Column column : arguments.columns(0)) {
      column.dropHistograms();
      if (!column.isEmpty()) {
        sorted.add(column);
      }
    }
    if (!ineffective(arguments)) {
      sorted.sort((a, b) -> compare(a.numbers()[0], b.numbers()[0], sign));
    }
    return sorted;
  }

  /** NaN goes to the end either way. */
  private static int compare(double a, double b, int sign) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Boolean.compare(Double.isNaN(a), Double.isNaN(b));
    }
    return a == b ? 0 : a < b ? -sign : sign;
  }

  private static List<Column> byLabel(Arguments arguments, int sign) {
    List<Column> sorted = new ArrayList<>(arguments.columns(0));
    if (ineffective(arguments)) {
      return sorted;
    }
    List<String> labels = new ArrayList<>();
    for (int i = 1; i < arguments.count(); i++) {
      labels.add(arguments.text(i));
    }
    Comparator<Column> order =
        (a, b) -> {
          for (String label : labels) {
            int difference =
                NaturalOrder.compare(a.labels().valueOf(label), b.labels().valueOf(label));
            if (difference != 0) {
              return sign * difference;
            }
          }
          return sign * a.labels().compareTo(b.labels());
        };
    sorted.sort(order);
    return sorted;
  }
}
