package io.choicesherpa.console.rules;

import io.choicesherpa.console.rules.definition.RuleDefinition;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.Sample;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes what its expression gives under a name of its own. */
final class RecordingRule extends Rule {

  private final RuleDefinition.Recording definition;

  RecordingRule(RuleDefinition.Recording definition) {
    this.definition = definition;
  }

  @Override
  RuleDefinition.Recording definition() {
    return definition;
  }

  @Override
  List<Sample> evaluate(RuleContext context, long evaluationMillis, long queryMillis, int limit)
      throws RuleQueryException {
    List<Sample> samples =
        context.query().vector(definition.expression(), queryMillis).stream()
            .map(sample -> new Sample(named(sample.labels()), queryMillis, sample.value()))
            .toList();
    Set<Labels> distinct = new HashSet<>();
    for (Sample sample : samples) {
      if (!distinct.add(sample.labels())) {
        throw new RuleQueryException(
            "two samples have the same labels once they are those of the rule: " + sample.labels());
      }
    }
    if (limit > 0 && samples.size() > limit) {
      throw new RuleQueryException(samples.size() + " series, and the group's limit is " + limit);
    }
    return samples;
  }

  private Labels named(Labels labels) {
    Map<String, String> map = new TreeMap<>(labels.toMap());
    map.putAll(definition.labels());
    map.put(Labels.METRIC_NAME, definition.name());
    return Labels.of(map);
  }
}
