package io.choicesherpa.console.rules.definition;

import java.util.Map;

/**
 * A rule as written.
 *
 * @see <a
 *     href="https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/">Rules</a>
 */
public sealed interface RuleDefinition {

  /** The series' or the alert's name. */
  String name();

  /** In PromQL. */
  String expression();

  /** Labels to set, those of the group included; of alerts they may be templates. */
  Map<String, String> labels();

  /** Writes what its expression gives as a series of its own. */
  record Recording(String name, String expression, Map<String, String> labels)
      implements RuleDefinition {
    /** Copies the labels. */
    public Recording {
      labels = Map.copyOf(labels);
    }
  }

  /**
   * Makes an alert of every sample that its expression gives.
   *
   * @param forMillis how long an alert is pending before it fires
   * @param keepFiringForMillis how long it goes on firing without a sample
   * @param annotations templates
   */
  record Alerting(
      String name,
      String expression,
      long forMillis,
      long keepFiringForMillis,
      Map<String, String> labels,
      Map<String, String> annotations)
      implements RuleDefinition {
    /** Copies labels and annotations. */
    public Alerting {
      labels = Map.copyOf(labels);
      annotations = Map.copyOf(annotations);
    }
  }
}
