package io.choicesherpa.console.rules.definition;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A file of rule tests.
 *
 * @param ruleFiles what is tested
 * @param evaluationIntervalMillis between evaluations
 * @see <a
 *     href="https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/">Unit
 *     testing for rules</a>
 */
public record RuleTests(List<Path> ruleFiles, long evaluationIntervalMillis, List<Case> cases) {

  /** Copies what it is given. */
  public RuleTests {
    ruleFiles = List.copyOf(ruleFiles);
    cases = List.copyOf(cases);
  }

  /**
   * A test.
   *
   * @param place {@code file:line}
   * @param intervalMillis between the samples of the input
   */
  public record Case(
      String place,
      String name,
      long intervalMillis,
      List<Input> input,
      List<ExpectedAlerts> alerts,
      List<ExpectedSamples> samples,
      Map<String, String> externalLabels,
      String externalUrl) {}

  /** A series in Prometheus's notation. */
  public record Input(String place, String series, String values) {}

  /** All that fires of an alert at a time. */
  public record ExpectedAlerts(
      String place, String alert, long atMillis, List<ExpectedAlert> alerts) {}

  /** One that fires; {@code alertname} need not be among the labels. */
  public record ExpectedAlert(Map<String, String> labels, Map<String, String> annotations) {}

  /** All that an expression gives at a time. */
  public record ExpectedSamples(
      String place, String expression, long atMillis, List<ExpectedSample> samples) {}

  /** A sample; labels in PromQL's notation. */
  public record ExpectedSample(String labels, double value) {}
}
