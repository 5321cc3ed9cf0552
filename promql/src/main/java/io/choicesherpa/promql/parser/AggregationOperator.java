package io.choicesherpa.promql.parser;

import io.choicesherpa.promql.model.ValueType;
import org.jspecify.annotations.Nullable;

/** Operators that aggregate over series. */
public enum AggregationOperator {
  /** {@code sum}. */
  SUM("sum", null, false),
  /** {@code min}. */
  MIN("min", null, false),
  /** {@code max}. */
  MAX("max", null, false),
  /** {@code avg}. */
  AVG("avg", null, false),
  /** {@code group}. */
  GROUP("group", null, false),
  /** {@code stddev}. */
  STDDEV("stddev", null, false),
  /** {@code stdvar}. */
  STDVAR("stdvar", null, false),
  /** {@code count}. */
  COUNT("count", null, false),
  /** {@code count_values}. */
  COUNT_VALUES("count_values", ValueType.STRING, false),
  /** {@code bottomk}. */
  BOTTOMK("bottomk", ValueType.SCALAR, false),
  /** {@code topk}. */
  TOPK("topk", ValueType.SCALAR, false),
  /** {@code quantile}. */
  QUANTILE("quantile", ValueType.SCALAR, false),
  /** {@code limitk}. */
  LIMITK("limitk", ValueType.SCALAR, true),
  /** {@code limit_ratio}. */
  LIMIT_RATIO("limit_ratio", ValueType.SCALAR, true);

  private final String word;
  private final @Nullable ValueType parameter;
  private final boolean experimental;

  AggregationOperator(String word, @Nullable ValueType parameter, boolean experimental) {
    this.word = word;
    this.parameter = parameter;
    this.experimental = experimental;
  }

  /** As written in PromQL. */
  public String word() {
    return word;
  }

  /** The type of the parameter; null when it takes none. */
  public @Nullable ValueType parameter() {
    return parameter;
  }

  /** Whether it has to be switched on. */
  public boolean experimental() {
    return experimental;
  }
}
