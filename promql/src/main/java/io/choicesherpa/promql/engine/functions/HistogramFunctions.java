package io.choicesherpa.promql.engine.functions;

import io.choicesherpa.promql.engine.data.Column;
import io.choicesherpa.promql.histogram.FloatHistogram;
import io.choicesherpa.promql.histogram.HistogramEstimates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Functions of each native histogram by itself; numbers are left out. */
final class HistogramFunctions {

  private HistogramFunctions() {}

  static void register(Map<String, VectorFunction> table) {
    each(table, "histogram_count", FloatHistogram::count);
    each(table, "histogram_sum", FloatHistogram::sum);
    each(table, "histogram_avg", h -> h.sum() / h.count());
    each(table, "histogram_stdvar", HistogramEstimates::variance);
    each(table, "histogram_stddev", h -> Math.sqrt(HistogramEstimates.variance(h)));
  }

  private static void each(
      Map<String, VectorFunction> table, String name, ToDoubleFunction<FloatHistogram> function) {
    table.put(name, arguments -> mapped(arguments, function));
  }

  private static List<Column> mapped(
      Arguments arguments, ToDoubleFunction<FloatHistogram> function) {
    List<Column> result = new ArrayList<>();
    for (Column column : arguments.columns(0)) {
      if (!column.hasHistograms()) {
        continue;
      }
      double[] numbers = column.numbers();
      for (int i = 0; i < numbers.length; i++) {
        FloatHistogram histogram = column.histogram(i);
        numbers[i] = histogram == null ? Column.ABSENT : function.applyAsDouble(histogram);
      }
      column.dropHistograms();
      result.add(arguments.renamed(column));
    }
    return result;
  }
}
