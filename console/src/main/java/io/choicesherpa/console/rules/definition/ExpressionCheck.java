package io.choicesherpa.console.rules.definition;

/** Tells whether a text is PromQL. */
@FunctionalInterface
public interface ExpressionCheck {

  /**
   * Returns when {@code expression} is PromQL.
   *
   * @throws IllegalArgumentException with the reason when it is not
   */
  void check(String expression);
}
