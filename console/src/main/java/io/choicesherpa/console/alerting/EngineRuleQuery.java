package io.choicesherpa.console.alerting;

import io.choicesherpa.console.rules.RuleQuery;
import io.choicesherpa.console.rules.RuleQueryException;
import io.choicesherpa.promql.PromqlEngine;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.PromqlException;
import io.choicesherpa.promql.model.QueryValue;
import io.choicesherpa.promql.model.Sample;
import java.time.Instant;
import java.util.List;

/** Queries of rules, answered by a PromQL engine. Thread-safe. */
public final class EngineRuleQuery implements RuleQuery {

  private final PromqlEngine engine;

  /** Over what {@code engine} sees. */
  public EngineRuleQuery(PromqlEngine engine) {
    this.engine = engine;
  }

  @Override
  public List<Sample> vector(String expression, long timestampMillis) throws RuleQueryException {
    try {
      QueryValue value = engine.instant(expression, Instant.ofEpochMilli(timestampMillis)).value();
      if (value instanceof QueryValue.Vector vector) {
        return vector.samples();
      }
      if (value instanceof QueryValue.Scalar scalar) {
        return List.of(new Sample(Labels.empty(), timestampMillis, scalar.value()));
      }
      throw new RuleQueryException(
          "a rule's expression gives a vector or a scalar, not a " + value.type().word());
    } catch (PromqlException e) {
      throw new RuleQueryException(String.valueOf(e.getMessage()), e);
    }
  }
}
