package io.choicesherpa.console.logql;

import com.google.re2j.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query for numbers over log lines. Immutable, thread-safe. */
public sealed interface MetricQuery extends Query {

  /**
   * Which labels tell groups apart.
   *
   * @param by those named; otherwise all but those named
   */
  record Grouping(boolean by, List<String> names) {}

  /**
   * What is read of each line as its number.
   *
   * @param label the label
   * @param unit how its text is read
   * @param filters conditions behind it
   */
  record Unwrap(String label, LabelFilter.Unit unit, List<Stage> filters) {}

  /** A number. */
  record Scalar(double value) implements MetricQuery {}

  /** {@code vector(number)}. */
  record Vector(double value) implements MetricQuery {}

  /**
   * {@code rate({…}[5m])} and its like.
   *
   * @param function its name
   * @param parameter of {@code quantile_over_time}; otherwise 0
   * @param unwrap null when lines are counted
   * @param rangeNanos how far back
   * @param offsetNanos how much earlier
   * @param grouping null for none
   */
  record Range(
      String function,
      double parameter,
      LogQuery lines,
      @Nullable Unwrap unwrap,
      long rangeNanos,
      long offsetNanos,
      @Nullable Grouping grouping)
      implements MetricQuery {}

  /**
   * {@code sum by (…) (…)} and its like.
   *
   * @param parameter of {@code topk} and {@code bottomk}; otherwise 0
   * @param grouping null for none: all in one
   */
  record Aggregation(String operation, int parameter, @Nullable Grouping grouping, MetricQuery of)
      implements MetricQuery {}

  /**
   * Two queries and an operator between.
   *
   * @param bool whether a comparison answers 0 or 1 in place of leaving out
   * @param matching the labels that must agree; null for all
   */
  record Binary(
      String op, boolean bool, @Nullable Grouping matching, MetricQuery left, MetricQuery right)
      implements MetricQuery {}

  /** {@code label_replace(query, to, replacement, from, regex)}. */
  record LabelReplace(MetricQuery of, String to, String replacement, String from, Pattern regex)
      implements MetricQuery {}
}
