package io.choicesherpa.console.alerting;

import io.choicesherpa.console.rules.Alert;
import io.choicesherpa.console.rules.AlertState;
import io.choicesherpa.console.rules.RuleContext;
import io.choicesherpa.console.rules.RuleGroupSnapshot;
import io.choicesherpa.console.rules.RuleQuery;
import io.choicesherpa.console.rules.RuleQueryException;
import io.choicesherpa.console.rules.RuleSnapshot;
import io.choicesherpa.console.rules.Rules;
import io.choicesherpa.console.rules.definition.RuleFile;
import io.choicesherpa.console.rules.definition.RuleFileException;
import io.choicesherpa.console.rules.definition.RuleGroupDefinition;
import io.choicesherpa.console.rules.definition.RuleTestFile;
import io.choicesherpa.console.rules.definition.RuleTests;
import io.choicesherpa.console.rules.definition.RuleTests.Case;
import io.choicesherpa.console.rules.definition.RuleTests.ExpectedAlert;
import io.choicesherpa.console.rules.definition.RuleTests.ExpectedAlerts;
import io.choicesherpa.console.rules.definition.RuleTests.ExpectedSamples;
import io.choicesherpa.console.rules.definition.RuleTests.Input;
import io.choicesherpa.promql.EngineOptions;
import io.choicesherpa.promql.PromqlEngine;
import io.choicesherpa.promql.math.FloatText;
import io.choicesherpa.promql.model.Sample;
import io.choicesherpa.promql.script.SequenceValue;
import io.choicesherpa.promql.script.SeriesNotation;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs rule tests in promtool's format with the console's own rules: what an alert says here is
 * what it says in Prometheus.
 */
public final class RuleTestRunner {

  private final List<String> failures = new ArrayList<>();
  private int checks;

  private RuleTestRunner() {}

  /**
   * What came of a file.
   *
   * @param checks expectations that were looked at
   * @param failures each with its place, what was expected and what was found
   */
  public record Report(int checks, List<String> failures) {

    /** Copies the failures. */
    public Report {
      failures = List.copyOf(failures);
    }
  }

  /**
   * Runs all tests of a file.
   *
   * @throws RuleFileException naming every mistake of the file and of the rule files that it names
   */
  public static Report run(Path file) throws RuleFileException {
    RuleTests tests = RuleTestFile.read(file);
    List<RuleGroupDefinition> groups = new ArrayList<>();
    for (Path ruleFile : tests.ruleFiles()) {
      groups.addAll(RuleFile.read(ruleFile, Alerting::check));
    }
    RuleTestRunner runner = new RuleTestRunner();
    for (Case one : tests.cases()) {
      runner.run(one, groups, tests.evaluationIntervalMillis());
    }
    return new Report(runner.checks, runner.failures);
  }

  private void run(Case test, List<RuleGroupDefinition> groups, long stepMillis)
      throws RuleFileException {
    WrittenSeries series = new WrittenSeries();
    for (Input input : test.input()) {
      load(input, test.intervalMillis(), series);
    }
    RuleQuery query =
        new EngineRuleQuery(
            new PromqlEngine(
                series.over((matchers, range) -> List.of(), name -> false),
                EngineOptions.defaults()));
    RuleContext context =
        new RuleContext(
            query,
            series::append,
            (expression, alerts) -> {},
            test.externalLabels(),
            test::externalUrl,
            RuleContext.DEFAULT_RESEND_MILLIS,
            () -> 0);
    try (Rules rules =
        new Rules(context, (matchers, range) -> List.of(), Clock.systemUTC(), stepMillis)) {
      rules.loadWithoutTimer(groups);
      for (long now = 0; now <= last(test); now += stepMillis) {
        rules.evaluateAll(now);
        for (ExpectedAlerts expected : test.alerts()) {
          if (expected.atMillis() >= now && expected.atMillis() < now + stepMillis) {
            check(test, expected, rules.groups());
          }
        }
      }
    }
    for (ExpectedSamples expected : test.samples()) {
      check(test, expected, query);
    }
  }

  private static void load(Input input, long intervalMillis, WrittenSeries series)
      throws RuleFileException {
    try {
      SeriesNotation notation = SeriesNotation.parse(input.series() + " " + input.values());
      long time = 0;
      for (SequenceValue value : notation.values()) {
        if (value.histogram() != null) {
          throw new IllegalArgumentException("native histograms are not supported here");
        }
        if (!value.omitted()) {
          series.append(notation.labels(), time, value.value());
        }
        time += intervalMillis;
      }
    } catch (IllegalArgumentException e) {
      throw new RuleFileException(List.of(input.place() + ": " + e.getMessage()));
    }
  }

  private static long last(Case test) {
    long last = 0;
    for (ExpectedAlerts alerts : test.alerts()) {
      last = Math.max(last, alerts.atMillis());
    }
    for (ExpectedSamples samples : test.samples()) {
      last = Math.max(last, samples.atMillis());
    }
    return last;
  }

  private void check(Case test, ExpectedAlerts expected, List<RuleGroupSnapshot> groups) {
    List<String> found = new ArrayList<>();
    for (RuleGroupSnapshot group : groups) {
      for (RuleSnapshot rule : group.rules()) {
        if (rule.health().error() != null) {
          fail(expected.place(), test, rule.definition().name() + ": " + rule.health().error());
        }
        for (Alert alert : rule.alerts()) {
          if (alert.state() == AlertState.FIRING
              && rule.definition().name().equals(expected.alert())) {
            found.add(text(alert.labels().toMap(), alert.annotations()));
          }
        }
      }
    }
    List<String> wanted = new ArrayList<>();
    for (ExpectedAlert alert : expected.alerts()) {
      Map<String, String> labels = new TreeMap<>(alert.labels());
      labels.put("alertname", expected.alert());
      wanted.add(text(labels, alert.annotations()));
    }
    compare(expected.place(), test, wanted, found);
  }

  private void check(Case test, ExpectedSamples expected, RuleQuery query) {
    List<String> found = new ArrayList<>();
    try {
      for (Sample sample : query.vector(expected.expression(), expected.atMillis())) {
        found.add(sample.labels() + " " + FloatText.general(sample.value()));
      }
    } catch (RuleQueryException e) {
      fail(expected.place(), test, expected.expression() + ": " + e.getMessage());
      return;
    }
    List<String> wanted =
        expected.samples().stream()
            .map(
                sample ->
                    SeriesNotation.parse(sample.labels() + " 0").labels()
                        + " "
                        + FloatText.general(sample.value()))
            .toList();
    compare(expected.place(), test, new ArrayList<>(wanted), found);
  }

  private static String text(Map<String, String> labels, Map<String, String> annotations) {
    return new TreeMap<>(labels) + " " + new TreeMap<>(annotations);
  }

  private void compare(String place, Case test, List<String> wanted, List<String> found) {
    checks++;
    wanted.sort(null);
    found.sort(null);
    if (!wanted.equals(found)) {
      fail(place, test, "\n  expected: " + wanted + "\n  found:    " + found);
    }
  }

  private void fail(String place, Case test, String message) {
    failures.add(place + ": " + test.name() + ": " + message);
  }
}
