package io.choicesherpa.promql.parser;

/**
 * A duration that depends on the query's step or range; one that does not is a plain number of
 * milliseconds in the syntax tree.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/">Querying</a>
 */
public sealed interface DurationExpression {

  /**
   * What it comes to.
   *
   * @param stepSeconds the query's step; 0 for an instant query
   * @param rangeSeconds from the query's start to its end; 0 for an instant query
   */
  double seconds(double stepSeconds, double rangeSeconds);

  /** A number of seconds. */
  record Constant(double value) implements DurationExpression {
    @Override
    public double seconds(double stepSeconds, double rangeSeconds) {
      return value;
    }
  }

  /** {@code step()}. */
  record Step() implements DurationExpression {
    @Override
    public double seconds(double stepSeconds, double rangeSeconds) {
      return stepSeconds;
    }
  }

  /** {@code range()}. */
  record Range() implements DurationExpression {
    @Override
    public double seconds(double stepSeconds, double rangeSeconds) {
      return rangeSeconds;
    }
  }

  /** With the sign changed. */
  record Negation(DurationExpression operand) implements DurationExpression {
    @Override
    public double seconds(double stepSeconds, double rangeSeconds) {
      return -operand.seconds(stepSeconds, rangeSeconds);
    }
  }

  /** Two durations to one. */
  record Operation(Operator operator, DurationExpression left, DurationExpression right)
      implements DurationExpression {
    @Override
    public double seconds(double stepSeconds, double rangeSeconds) {
      double a = left.seconds(stepSeconds, rangeSeconds);
      double b = right.seconds(stepSeconds, rangeSeconds);
      return switch (operator) {
        case ADD -> a + b;
        case SUBTRACT -> a - b;
        case MULTIPLY -> a * b;
        case DIVIDE -> a / b;
        case MODULO -> a % b;
        case POWER -> Math.pow(a, b);
        case MIN_OF -> Math.min(a, b);
        case MAX_OF -> Math.max(a, b);
      };
    }
  }

  /** What can be done with durations. */
  enum Operator {
    /** {@code +}. */
    ADD("+", 4),
    /** {@code -}. */
    SUBTRACT("-", 4),
    /** {@code *}. */
    MULTIPLY("*", 5),
    /** {@code /}. */
    DIVIDE("/", 5),
    /** {@code %}. */
    MODULO("%", 5),
    /** {@code ^}, the only one that binds from the right. */
    POWER("^", 6),
    /** {@code min_of(a, b)}. */
    MIN_OF("min_of", 0),
    /** {@code max_of(a, b)}. */
    MAX_OF("max_of", 0);

    private final String symbol;
    private final int precedence;

    Operator(String symbol, int precedence) {
      this.symbol = symbol;
      this.precedence = precedence;
    }

    /** As written in PromQL. */
    public String symbol() {
      return symbol;
    }

    /** Higher binds tighter; 0 for those written as a function. */
    public int precedence() {
      return precedence;
    }
  }
}
