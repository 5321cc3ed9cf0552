package io.choicesherpa.promql.engine.functions;

/** A function that gives a number, for all steps at once. */
@FunctionalInterface
public interface ScalarFunction {

  /** The number at each step. */
  double[] apply(Arguments arguments);
}
