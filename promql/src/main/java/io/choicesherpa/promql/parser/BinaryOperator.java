package io.choicesherpa.promql.parser;

/** Binary operators with what binds how tightly. */
public enum BinaryOperator {
  /** {@code or}. */
  OR("or", 1, Kind.SET),
  /** {@code and}. */
  AND("and", 2, Kind.SET),
  /** {@code unless}. */
  UNLESS("unless", 2, Kind.SET),
  /** {@code ==}. */
  EQUAL("==", 3, Kind.COMPARISON),
  /** {@code !=}. */
  NOT_EQUAL("!=", 3, Kind.COMPARISON),
  /** {@code <=}. */
  LESS_OR_EQUAL("<=", 3, Kind.COMPARISON),
  /** {@code <}. */
  LESS("<", 3, Kind.COMPARISON),
  /** {@code >=}. */
  GREATER_OR_EQUAL(">=", 3, Kind.COMPARISON),
  /** {@code >}. */
  GREATER(">", 3, Kind.COMPARISON),
  /** {@code </}: cuts a native histogram's observations above a value. */
  TRIM_UPPER("</", 3, Kind.ARITHMETIC),
  /** {@code >/}: cuts a native histogram's observations below a value. */
  TRIM_LOWER(">/", 3, Kind.ARITHMETIC),
  /** {@code +}. */
  ADD("+", 4, Kind.ARITHMETIC),
  /** {@code -}. */
  SUBTRACT("-", 4, Kind.ARITHMETIC),
  /** {@code *}. */
  MULTIPLY("*", 5, Kind.ARITHMETIC),
  /** {@code /}. */
  DIVIDE("/", 5, Kind.ARITHMETIC),
  /** {@code %}. */
  MODULO("%", 5, Kind.ARITHMETIC),
  /** {@code atan2}. */
  ATAN2("atan2", 5, Kind.ARITHMETIC),
  /** {@code ^}, the only one that binds from the right. */
  POWER("^", 6, Kind.ARITHMETIC);

  /** What an operator does. */
  public enum Kind {
    /** Numbers to a number. */
    ARITHMETIC,
    /** A filter, or 0 and 1. */
    COMPARISON,
    /** Of whole vectors. */
    SET
  }

  private final String symbol;
  private final int precedence;
  private final Kind kind;

  BinaryOperator(String symbol, int precedence, Kind kind) {
    this.symbol = symbol;
    this.precedence = precedence;
    this.kind = kind;
  }

  /** As written in PromQL. */
  public String symbol() {
    return symbol;
  }

  /** Higher binds tighter. */
  public int precedence() {
    return precedence;
  }

  /** What it does. */
  public Kind kind() {
    return kind;
  }
}
