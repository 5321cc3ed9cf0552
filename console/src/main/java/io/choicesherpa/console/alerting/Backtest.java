package io.choicesherpa.console.alerting;

import io.choicesherpa.console.rules.Alert;
import io.choicesherpa.console.rules.AlertState;
import io.choicesherpa.console.rules.RuleContext;
import io.choicesherpa.console.rules.RuleGroupSnapshot;
import io.choicesherpa.console.rules.RuleQuery;
import io.choicesherpa.console.rules.RuleSnapshot;
import io.choicesherpa.console.rules.Rules;
import io.choicesherpa.console.rules.definition.RuleGroupDefinition;
import io.choicesherpa.promql.model.Labels;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Runs rules over the past: which alerts there would have been, and when. What recording rules
 * write is seen by the rules after them, and gone afterwards.
 */
final class Backtest {

  /** Most evaluations of a run. */
  static final long MAX_EVALUATIONS = 20_000;

  private static final int MAX_ERRORS = 20;

  private final Map<Labels, Episode> open = new LinkedHashMap<>();
  private final List<Episode> episodes = new ArrayList<>();
  private final Set<String> errors = new LinkedHashSet<>();
  private long evaluations;

  private Backtest() {}

  /**
   * An alert from its beginning to its end.
   *
   * @param firedAtMillis 0 when it never fired
   * @param resolvedAtMillis 0 when it went on at the end
   */
  record Episode(Alert alert, long pendingAtMillis, long firedAtMillis, long resolvedAtMillis) {}

  /** What came of a run. */
  record Result(List<Episode> episodes, Set<String> errors, long evaluations) {}

  /**
   * Runs {@code groups} from start to end.
   *
   * @param queries makes queries that also see what the run itself has written
   * @throws IllegalArgumentException when that would be too many evaluations
   */
  static Result run(
      List<RuleGroupDefinition> groups,
      long startMillis,
      long endMillis,
      long stepMillis,
      Function<WrittenSeries, RuleQuery> queries) {
    if (endMillis <= startMillis) {
      throw new IllegalArgumentException("the end is not after the start");
    }
    long count = (endMillis - startMillis) / stepMillis + 1;
    if (count > MAX_EVALUATIONS) {
      throw new IllegalArgumentException(
          count + " evaluations, and " + MAX_EVALUATIONS + " is the most: take a shorter time");
    }
    Backtest backtest = new Backtest();
    WrittenSeries written = new WrittenSeries();
    RuleContext context =
        new RuleContext(
            queries.apply(written),
            written::append,
            (expression, alerts) -> {},
            Map.of(),
            () -> "",
            RuleContext.DEFAULT_RESEND_MILLIS,
            () -> 0);
    try (Rules rules =
        new Rules(context, (matchers, range) -> List.of(), Clock.systemUTC(), stepMillis)) {
      rules.loadWithoutTimer(groups);
      for (long now = startMillis; now <= endMillis; now += stepMillis) {
        rules.evaluateAll(now);
        backtest.observe(rules.groups(), now);
      }
    }
    backtest.episodes.addAll(backtest.open.values());
    return new Result(backtest.episodes, backtest.errors, backtest.evaluations);
  }

  private void observe(List<RuleGroupSnapshot> groups, long nowMillis) {
    Map<Labels, Alert> active = new LinkedHashMap<>();
    for (RuleGroupSnapshot group : groups) {
      for (RuleSnapshot rule : group.rules()) {
        evaluations++;
        String error = rule.health().error();
        if (error != null && errors.size() < MAX_ERRORS) {
          errors.add(rule.definition().name() + ": " + error);
        }
        rule.alerts().forEach(alert -> active.put(alert.labels(), alert));
      }
    }
    active.forEach((labels, alert) -> open.merge(labels, begun(alert), Backtest::goOn));
    open.entrySet()
        .removeIf(
            entry -> {
              if (active.containsKey(entry.getKey())) {
                return false;
              }
              Episode episode = entry.getValue();
              episodes.add(
                  new Episode(
                      episode.alert(),
                      episode.pendingAtMillis(),
                      episode.firedAtMillis(),
                      nowMillis));
              return true;
            });
  }

  private static Episode begun(Alert alert) {
    return new Episode(
        alert,
        alert.activeAtMillis(),
        alert.state() == AlertState.FIRING ? alert.firedAtMillis() : 0,
        0);
  }

  private static Episode goOn(Episode known, Episode now) {
    return new Episode(now.alert(), known.pendingAtMillis(), now.firedAtMillis(), 0);
  }
}
