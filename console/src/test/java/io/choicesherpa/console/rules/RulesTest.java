package io.choicesherpa.console.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.console.rules.definition.RuleFile;
import io.choicesherpa.console.rules.definition.RuleFileException;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.Sample;
import io.choicesherpa.promql.model.StaleMarker;
import io.choicesherpa.promql.source.SampleIterator;
import io.choicesherpa.promql.source.Series;
import io.choicesherpa.promql.source.TimeRange;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules over a metric whose samples the test sets; time is the test's. */
class RulesTest {

  private static final long MINUTE = 60_000;
  private static final long START = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
  private static final Labels API = Labels.of("path", "/api");
  private static final Labels HOME = Labels.of("path", "/");
  private static final String ALERT =
      """
      groups:
        - name: g
          rules:
            - alert: Slow
              expr: slow
              for: 5m
              keep_firing_for: KEEP
              labels: {severity: page, at: '{{ $labels.path }}'}
              annotations: {summary: '{{ $labels.path }} takes {{ $value | humanizeDuration }}'}
      """;

  private final Map<Labels, Double> found = new HashMap<>();
  private final Map<Labels, TreeMap<Long, Double>> written = new HashMap<>();
  private final List<Alert> sent = new ArrayList<>();
  private final List<Rules> opened = new ArrayList<>();
  private boolean failing;

  @AfterEach
  void close() {
    opened.forEach(Rules::close);
  }

  @Test
  void alert_whoseConditionHolds_isPendingThenFires() throws RuleFileException {
    Rules rules = rules(ALERT.replace("KEEP", "0s"));
    found.put(API, 90.0);

    rules.evaluateAll(START);
    assertThat(rules.alerts())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.state()).isEqualTo(AlertState.PENDING);
              assertThat(alert.activeAtMillis()).isEqualTo(START);
              assertThat(alert.annotations()).containsEntry("summary", "/api takes 1m 30s");
              assertThat(alert.labels())
                  .isEqualTo(
                      Labels.of(
                          "alertname", "Slow", "severity", "page", "at", "/api", "path", "/api"));
            });
    assertThat(sent).isEmpty();

    rules.evaluateAll(START + 4 * MINUTE);
    assertThat(state(rules)).isEqualTo(AlertState.PENDING);
    rules.evaluateAll(START + 5 * MINUTE);
    assertThat(state(rules)).isEqualTo(AlertState.FIRING);
    assertThat(sent).extracting(Alert::state).containsExactly(AlertState.FIRING);
    assertThat(sent.get(0).validUntilMillis()).isEqualTo(START + 9 * MINUTE);
  }

  @Test
  void alert_whoseConditionPasses_isResolvedAndToldOnce() throws RuleFileException {
    Rules rules = rules(ALERT.replace("KEEP", "0s"));
    found.put(API, 90.0);
    rules.evaluateAll(START);
    rules.evaluateAll(START + 5 * MINUTE);
    sent.clear();

    found.clear();
    rules.evaluateAll(START + 6 * MINUTE);
    assertThat(rules.alerts()).isEmpty();
    assertThat(sent)
        .singleElement()
        .satisfies(alert -> assertThat(alert.resolvedAtMillis()).isEqualTo(START + 6 * MINUTE));
    rules.evaluateAll(START + 6 * MINUTE + 15_000);
    assertThat(sent).hasSize(1);
  }

  @Test
  void alert_thatGoesOn_isToldAgainAfterTheResendTime() throws RuleFileException {
    Rules rules = rules(ALERT.replace("KEEP", "0s").replace("for: 5m", "for: 0s"));
    found.put(API, 90.0);
    for (int i = 0; i < 10; i++) {
      rules.evaluateAll(START + i * 15_000L);
    }
    assertThat(sent).hasSize(2);
  }

  @Test
  void pendingAlert_whoseConditionPasses_isForgotten() throws RuleFileException {
    Rules rules = rules(ALERT.replace("KEEP", "0s"));
    found.put(API, 90.0);
    rules.evaluateAll(START);
    found.clear();
    rules.evaluateAll(START + MINUTE);
    found.put(API, 90.0);
    rules.evaluateAll(START + 6 * MINUTE);
    assertThat(state(rules)).isEqualTo(AlertState.PENDING);
    assertThat(sent).isEmpty();
  }

  @Test
  void firingAlert_keptUp_firesOnForAsLongAsAsked() throws RuleFileException {
    Rules rules = rules(ALERT.replace("KEEP", "3m"));
    found.put(API, 90.0);
    rules.evaluateAll(START);
    rules.evaluateAll(START + 5 * MINUTE);
    found.clear();
    rules.evaluateAll(START + 6 * MINUTE);
    rules.evaluateAll(START + 8 * MINUTE);
    assertThat(state(rules)).isEqualTo(AlertState.FIRING);
    rules.evaluateAll(START + 9 * MINUTE);
    assertThat(state(rules)).isEqualTo(AlertState.INACTIVE);
  }

  @Test
  void series_ofAlerts_areWrittenAndEnd() throws RuleFileException {
    Rules rules = rules(ALERT.replace("KEEP", "0s"));
    found.put(API, 90.0);
    // The first evaluation comes before the memory of a former run has been read.
    rules.evaluateAll(START);
    rules.evaluateAll(START + MINUTE);
    rules.evaluateAll(START + 5 * MINUTE);
    found.clear();
    rules.evaluateAll(START + 6 * MINUTE);

    Labels alert = Labels.of("alertname", "Slow", "severity", "page", "at", "/api", "path", "/api");
    Labels pending = alert.with("__name__", "ALERTS").with("alertstate", "pending");
    Labels firing = alert.with("__name__", "ALERTS").with("alertstate", "firing");
    Labels forState = alert.with("__name__", "ALERTS_FOR_STATE");
    assertThat(written.keySet()).containsExactlyInAnyOrder(pending, firing, forState);
    assertThat(written.get(pending)).containsEntry(START + MINUTE, 1.0);
    assertThat(StaleMarker.is(at(pending, START + 5 * MINUTE))).isTrue();
    assertThat(at(firing, START + 5 * MINUTE)).isEqualTo(1);
    assertThat(StaleMarker.is(at(firing, START + 6 * MINUTE))).isTrue();
    assertThat(at(forState, START + 5 * MINUTE)).isEqualTo(START / 1000.0);
  }

  @Test
  void recording_writesUnderItsNameAndEndsWhatVanishes() throws RuleFileException {
    Rules rules =
        rules(
            """
            groups:
              - name: g
                rules:
                  - {record: 'a:b', expr: slow, labels: {kind: x}}
            """);
    found.put(API.with("__name__", "slow"), 3.0);
    found.put(HOME.with("__name__", "slow"), 4.0);
    rules.evaluateAll(START);
    found.remove(HOME.with("__name__", "slow"));
    rules.evaluateAll(START + MINUTE);

    Labels api = Labels.of("__name__", "a:b", "kind", "x", "path", "/api");
    Labels home = Labels.of("__name__", "a:b", "kind", "x", "path", "/");
    assertThat(written.keySet()).containsExactlyInAnyOrder(api, home);
    assertThat(at(api, START + MINUTE)).isEqualTo(3);
    assertThat(StaleMarker.is(at(home, START + MINUTE))).isTrue();
  }

  @Test
  void rule_thatCannotBeEvaluated_isUnhealthyAndKeepsItsAlerts() throws RuleFileException {
    Rules rules = rules(ALERT.replace("KEEP", "0s"));
    found.put(API, 90.0);
    rules.evaluateAll(START);
    failing = true;
    rules.evaluateAll(START + MINUTE);
    RuleSnapshot rule = rules.groups().get(0).rules().get(0);
    assertThat(rule.health().word()).isEqualTo("err");
    assertThat(rule.health().error()).isEqualTo("out of order");
    assertThat(rule.alerts()).hasSize(1);
  }

  @Test
  void rule_whoseLabelsMakeAlertsTheSame_fails() throws RuleFileException {
    Rules rules =
        rules(
            """
            groups:
              - name: g
                limit: 1
                rules:
                  - {alert: A, expr: slow, labels: {path: same}}
                  - {alert: B, expr: slow}
                  - {record: 'c', expr: slow, labels: {path: same}}
                  - {alert: D, expr: slow, annotations: {summary: '{{ first (query "none") }}'}}
            """);
    found.put(API, 1.0);
    found.put(HOME, 1.0);
    rules.evaluateAll(START);
    assertThat(rules.groups().get(0).rules())
        .extracting(rule -> String.valueOf(rule.health().error()).replaceAll(":.*", ""))
        .containsExactly(
            "two alerts have the same labels once they are those of the rule",
            "2 alerts, and the group's limit is 1",
            "two samples have the same labels once they are those of the rule",
            "2 alerts, and the group's limit is 1");
  }

  @Test
  void annotation_thatCannotBeExpanded_saysSoInItsPlace() throws RuleFileException {
    Rules rules =
        rules(
            """
            groups:
              - name: g
                rules:
                  - {alert: A, expr: slow, annotations: {summary: '{{ humanize "x" }}'}}
            """);
    found.put(API, 1.0);
    rules.evaluateAll(START);
    assertThat(rules.alerts().get(0).annotations().get("summary"))
        .isEqualTo("<error expanding template: line 1: not a number: \"x\">");
  }

  @Test
  void restart_whileFiring_firesAtOnceWithItsOldBeginning() throws RuleFileException {
    Rules before = rules(ALERT.replace("KEEP", "0s"));
    found.put(API, 90.0);
    before.evaluateAll(START);
    before.evaluateAll(START + 4 * MINUTE);
    before.evaluateAll(START + 6 * MINUTE);

    Rules after = rules(ALERT.replace("KEEP", "0s"));
    after.evaluateAll(START + 10 * MINUTE);
    after.evaluateAll(START + 11 * MINUTE);
    assertThat(state(after)).isEqualTo(AlertState.FIRING);
    assertThat(after.alerts().get(0).activeAtMillis()).isEqualTo(START);
  }

  @Test
  void restart_whilePendingForLong_doesNotBeginAnew() throws RuleFileException {
    String file = ALERT.replace("KEEP", "0s").replace("for: 5m", "for: 1h");
    Rules before = rules(file);
    found.put(API, 90.0);
    before.evaluateAll(START);
    before.evaluateAll(START + 20 * MINUTE);

    Rules after = rules(file);
    after.evaluateAll(START + 30 * MINUTE);
    // Twenty minutes were spent pending; the ten without a look do not count.
    assertThat(after.alerts().get(0).activeAtMillis()).isEqualTo(START + 10 * MINUTE);
  }

  @Test
  void load_ofChangedFile_keepsWhatStayedAndEndsWhatWent() throws RuleFileException {
    Rules rules = rules(ALERT.replace("KEEP", "0s"));
    found.put(API, 90.0);
    rules.evaluateAll(START);
    rules.evaluateAll(START + MINUTE);
    rules.load(
        RuleFile.read(
            "r.yml", ALERT.replace("KEEP", "0s").replace("takes", "wants"), expression -> {}));
    rules.evaluateAll(START + 5 * MINUTE);
    assertThat(rules.alerts().get(0).state()).isEqualTo(AlertState.FIRING);
    assertThat(rules.alerts().get(0).annotations().get("summary")).startsWith("/api wants");

    rules.load(List.of());
    assertThat(rules.alerts()).isEmpty();
    assertThat(written.values())
        .allSatisfy(samples -> assertThat(samples.values()).anyMatch(StaleMarker::is));
  }

  private double at(Labels labels, long millis) {
    return written.getOrDefault(labels, new TreeMap<>()).getOrDefault(millis, Double.NaN);
  }

  private static AlertState state(Rules rules) {
    return rules.groups().get(0).rules().get(0).state();
  }

  private Rules rules(String file) throws RuleFileException {
    RuleContext context =
        new RuleContext(
            this::query,
            this::append,
            (expression, alerts) -> sent.addAll(alerts),
            Map.of(),
            () -> "",
            RuleContext.DEFAULT_RESEND_MILLIS,
            () -> 0);
    Rules rules =
        new Rules(
            context,
            (matchers, range) ->
                written.keySet().stream()
                    .filter(labels -> matchers.stream().allMatch(m -> m.matches(labels)))
                    .map(Written::new)
                    .toList(),
            // The timer's first turn is a minute away.
            Clock.fixed(Instant.ofEpochMilli(START), ZoneOffset.UTC),
            MINUTE);
    opened.add(rules);
    rules.load(RuleFile.read("r.yml", file.indent(0), expression -> {}));
    return rules;
  }

  private List<Sample> query(String expression, long millis) throws RuleQueryException {
    if (failing) {
      throw new RuleQueryException("out of order");
    }
    return expression.equals("slow")
        ? found.entrySet().stream().map(e -> new Sample(e.getKey(), millis, e.getValue())).toList()
        : List.of();
  }

  private boolean append(Labels labels, long millis, double value) {
    written.computeIfAbsent(labels, key -> new TreeMap<>()).put(millis, value);
    return true;
  }

  private final class Written implements Series {

    private final Labels labels;

    Written(Labels labels) {
      this.labels = labels;
    }

    @Override
    public Labels labels() {
      return labels;
    }

    @Override
    public SampleIterator samples(TimeRange range) {
      var entries = written.getOrDefault(labels, new TreeMap<>()).entrySet().iterator();
      return new SampleIterator() {
        private Map.Entry<Long, Double> entry = Map.entry(0L, 0.0);

        @Override
        public boolean next() {
          if (!entries.hasNext()) {
            return false;
          }
          entry = entries.next();
          return true;
        }

        @Override
        public long timestampMillis() {
          return entry.getKey();
        }

        @Override
        public double value() {
          return entry.getValue();
        }
      };
    }
  }
}
