package io.choicesherpa.console.rules;

import io.choicesherpa.promql.model.Sample;
import java.util.List;

/** Evaluates expressions for rules. Has to be thread-safe. */
@FunctionalInterface
public interface RuleQuery {

  /**
   * The samples of {@code expression} at a time; a scalar is one sample without labels.
   *
   * @throws RuleQueryException when it cannot be evaluated, or gives neither of the two
   */
  List<Sample> vector(String expression, long timestampMillis) throws RuleQueryException;
}
