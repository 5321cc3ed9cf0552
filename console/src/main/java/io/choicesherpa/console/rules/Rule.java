package io.choicesherpa.console.rules;

import io.choicesherpa.console.rules.definition.RuleDefinition;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.Sample;
import io.choicesherpa.promql.model.StaleMarker;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A rule that runs. Evaluated by one thread at a time, asked by many. */
abstract sealed class Rule permits AlertingRule, RecordingRule {

  private static final double NANOS_PER_SECOND = 1e9;

  private volatile RuleHealth health = RuleHealth.UNKNOWN;
  private Set<Labels> written = Set.of();

  abstract RuleDefinition definition();

  /** What to write for {@code evaluationMillis}; the time to look at is {@code queryMillis}. */
  abstract List<Sample> evaluate(
      RuleContext context, long evaluationMillis, long queryMillis, int limit)
      throws RuleQueryException;

  /** Called after a successful evaluation. */
  void notifyListener(RuleContext context, long evaluationMillis, long intervalMillis) {}

  RuleHealth health() {
    return health;
  }

  final void run(RuleContext context, RuleTiming timing) {
    long began = context.nanoTime().getAsLong();
    String error = null;
    try {
      List<Sample> samples =
          evaluate(context, timing.evaluationMillis(), timing.queryMillis(), timing.limit());
      notifyListener(context, timing.evaluationMillis(), timing.intervalMillis());
      write(context.sink(), samples, timing.queryMillis());
    } catch (RuleQueryException e) {
      error = String.valueOf(e.getMessage());
    }
    double seconds = (context.nanoTime().getAsLong() - began) / NANOS_PER_SECOND;
    health = RuleHealth.of(error, timing.evaluationMillis(), seconds);
  }

  /** A series that was written before and is not any more has ended. */
  private void write(RuleSink sink, List<Sample> samples, long timestampMillis)
      throws RuleQueryException {
    Set<Labels> now = new HashSet<>();
    int refused = 0;
    for (Sample sample : samples) {
      if (sink.append(sample.labels(), timestampMillis, sample.value())) {
        now.add(sample.labels());
      } else {
        refused++;
      }
    }
    for (Labels labels : written) {
      if (!now.contains(labels)) {
        sink.append(labels, timestampMillis, StaleMarker.VALUE);
      }
    }
    written = now;
    if (refused > 0) {
      throw new RuleQueryException(refused + " of " + samples.size() + " samples were refused");
    }
  }

  /** The rule is gone: so are its series. */
  final void end(RuleSink sink, long timestampMillis) {
    written.forEach(labels -> sink.append(labels, timestampMillis, StaleMarker.VALUE));
    written = Set.of();
  }

  /** Takes over what the rule before a reload had written. */
  final void takeOver(Rule former) {
    written = former.written;
    health = former.health;
  }
}
