package io.choicesherpa.promql.engine;

import io.choicesherpa.promql.histogram.FloatHistogram;
import io.choicesherpa.promql.model.Histogram.CounterReset;
import io.choicesherpa.promql.parser.AggregationOperator;
import io.choicesherpa.promql.parser.BinaryOperator;
import io.choicesherpa.promql.parser.Expression;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the native histograms that a selector finds. Where only count and sum matter in
 * the end, Prometheus reads no more than these and so has to look for resets while reading; it then
 * knows of each histogram whether it is a reset, which shows in warnings about contradictions.
 */
enum HistogramUse {
  /** Nothing in particular. */
  ANY,
  /** Only count and sum. */
  STATISTICS,
  /** The buckets, whatever comes after. */
  BUCKETS;

  private static final Set<String> OF_STATISTICS =
      Set.of(
          "histogram_count",
          "histogram_sum",
          "histogram_avg",
          "timestamp",
          "start_timestamp",
          "absent");
  private static final Set<String> OF_BUCKETS =
      Set.of(
          "histogram_quantile",
          "histogram_quantiles",
          "histogram_fraction",
          "histogram_stddev",
          "histogram_stdvar",
          "changes");
  private static final Set<BinaryOperator> COMPARING =
      Set.of(
          BinaryOperator.EQUAL,
          BinaryOperator.NOT_EQUAL,
          BinaryOperator.TRIM_LOWER,
          BinaryOperator.TRIM_UPPER);

  /** The use within {@code expression}, when this is the use of its result. */
  HistogramUse within(Expression expression) {
    if (this == BUCKETS) {
      return BUCKETS;
    }
    boolean buckets =
        expression instanceof Expression.Subquery
            || (expression instanceof Expression.Call call
                && OF_BUCKETS.contains(call.function().name()))
            || (expression instanceof Expression.Aggregation aggregation
                && aggregation.operator() == AggregationOperator.COUNT_VALUES)
            || (expression instanceof Expression.Binary binary
                && COMPARING.contains(binary.operator()));
    if (buckets) {
      return BUCKETS;
    }
    return expression instanceof Expression.Call call
            && OF_STATISTICS.contains(call.function().name())
        ? STATISTICS
        : this;
  }

  /** Looks for resets from one histogram of a series to the next, where the use asks for it. */
  static final class Resets {
    private final boolean wanted;
    private @Nullable FloatHistogram previous;

    Resets(HistogramUse use) {
      wanted = use == STATISTICS;
    }

    /** Whether every histogram has to go through here, not just those that are used. */
    boolean wanted() {
      return wanted;
    }

    FloatHistogram next(FloatHistogram histogram) {
      if (!wanted) {
        return histogram;
      }
      FloatHistogram result = histogram;
      if (previous != null && histogram.counterReset() == CounterReset.UNKNOWN) {
        result =
            histogram.withCounterReset(
                histogram.isResetAfter(previous) ? CounterReset.RESET : CounterReset.NOT_RESET);
      }
      previous = result;
      return result;
    }
  }
}
