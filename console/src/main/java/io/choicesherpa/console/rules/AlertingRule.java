package io.choicesherpa.console.rules;

import io.choicesherpa.console.rules.definition.RuleDefinition;
import io.choicesherpa.console.template.TemplateData;
import io.choicesherpa.console.template.TemplateException;
import io.choicesherpa.console.template.TemplateSample;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes alerts of samples and leads them through their states.
 *
 * @see <a
 *     href="https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/">Alerting
 *     rules</a>
 */
final class AlertingRule extends Rule {

  static final String ALERTS = "ALERTS";
  static final String ALERTS_FOR_STATE = "ALERTS_FOR_STATE";
  static final String ALERT_NAME = "alertname";
  private static final String ALERT_STATE = "alertstate";
  private static final double MILLIS_PER_SECOND = 1000;

  private final RuleDefinition.Alerting definition;
  private final AlertText labels;
  private final AlertText annotations;
  private final Map<Labels, AlertInstance> instances = new LinkedHashMap<>();

  /** Until a restart's memories have been read, nothing may write over them. */
  private boolean writesState;

  AlertingRule(RuleDefinition.Alerting definition) {
    this.definition = definition;
    labels = new AlertText(definition.labels());
    annotations = new AlertText(definition.annotations());
  }

  @Override
  RuleDefinition.Alerting definition() {
    return definition;
  }

  @Override
  List<Sample> evaluate(RuleContext context, long evaluationMillis, long queryMillis, int limit)
      throws RuleQueryException {
    Map<Labels, AlertInstance> found = new LinkedHashMap<>();
    for (Sample sample : context.query().vector(definition.expression(), queryMillis)) {
      AlertInstance instance = instance(context, sample, evaluationMillis);
      if (found.put(instance.labels(), instance) != null) {
        throw new RuleQueryException(
            "two alerts have the same labels once they are those of the rule: "
                + instance.labels());
      }
    }
    return advance(found, evaluationMillis, queryMillis, limit);
  }

  private AlertInstance instance(RuleContext context, Sample sample, long nowMillis) {
    TemplateData data = data(context, sample, nowMillis);
    Map<String, String> map = sample.labels().toMap();
    map.remove(Labels.METRIC_NAME);
    map.putAll(labels.expand(data));
    map.put(ALERT_NAME, definition.name());
    return new AlertInstance(Labels.of(map), annotations.expand(data), sample.value(), nowMillis);
  }

  private static TemplateData data(RuleContext context, Sample sample, long nowMillis) {
    return new TemplateData(
        sample.labels().toMap(),
        sample.value(),
        context.externalLabels(),
        context.externalUrl().get(),
        Instant.ofEpochMilli(nowMillis),
        expression -> answer(context, expression, nowMillis));
  }

  private static List<TemplateSample> answer(RuleContext context, String expression, long nowMillis)
      throws TemplateException {
    try {
      return context.query().vector(expression, nowMillis).stream()
          .map(sample -> new TemplateSample(sample.labels().toMap(), sample.value()))
          .toList();
    } catch (RuleQueryException e) {
      throw TemplateException.ofQuery(expression, e);
    }
  }

  private synchronized List<Sample> advance(
      Map<Labels, AlertInstance> found, long nowMillis, long queryMillis, int limit)
      throws RuleQueryException {
    found.forEach(this::keep);
    List<Sample> samples = new ArrayList<>();
    int active = 0;
    for (Iterator<AlertInstance> all = instances.values().iterator(); all.hasNext(); ) {
      AlertInstance instance = all.next();
      if (!found.containsKey(instance.labels())
          && !instance.missed(nowMillis, definition.keepFiringForMillis())) {
        if (instance.isForgotten(nowMillis)) {
          all.remove();
        }
        instance.resolve(nowMillis);
        continue;
      }
      active++;
      instance.advance(nowMillis, definition.forMillis());
      if (writesState) {
        samples.addAll(series(instance, queryMillis));
      }
    }
    if (limit > 0 && active > limit) {
      instances.clear();
      throw new RuleQueryException(active + " alerts, and the group's limit is " + limit);
    }
    return samples;
  }

  private void keep(Labels key, AlertInstance fresh) {
    AlertInstance known = instances.get(key);
    if (known == null || known.state() == AlertState.INACTIVE) {
      instances.put(key, fresh);
    } else {
      Alert latest = fresh.snapshot();
      known.observed(latest.annotations(), latest.value());
    }
  }

  private static List<Sample> series(AlertInstance instance, long queryMillis) {
    Labels alert =
        instance
            .labels()
            .with(ALERT_STATE, instance.state().word())
            .with(Labels.METRIC_NAME, ALERTS);
    Labels forState = instance.labels().with(Labels.METRIC_NAME, ALERTS_FOR_STATE);
    double activeSeconds = Math.floor(instance.activeAtMillis() / MILLIS_PER_SECOND);
    return List.of(
        new Sample(alert, queryMillis, 1), new Sample(forState, queryMillis, activeSeconds));
  }

  @Override
  void notifyListener(RuleContext context, long evaluationMillis, long intervalMillis) {
    List<Alert> alerts = toSend(context, evaluationMillis, intervalMillis);
    if (!alerts.isEmpty()) {
      context.alerts().alerts(definition.expression(), alerts);
    }
  }

  private synchronized List<Alert> toSend(
      RuleContext context, long nowMillis, long intervalMillis) {
    return instances.values().stream()
        .filter(instance -> instance.needsSending(nowMillis, context.resendMillis()))
        .map(instance -> instance.sent(nowMillis, intervalMillis, context.resendMillis()))
        .toList();
  }

  /** Alerts whose condition holds. */
  synchronized List<Alert> activeAlerts() {
    return instances.values().stream()
        .map(AlertInstance::snapshot)
        .filter(Alert::isActive)
        .toList();
  }

  synchronized AlertState state() {
    if (health().evaluatedAtMillis() == 0) {
      return AlertState.UNKNOWN;
    }
    return instances.values().stream()
        .map(AlertInstance::state)
        .max(AlertState::compareTo)
        .orElse(AlertState.INACTIVE);
  }

  /** Hands each pending alert to {@code restore}, and writes the rule's series from now on. */
  synchronized void restored(java.util.function.Consumer<AlertInstance> restore) {
    if (!writesState) {
      instances.values().forEach(restore);
      writesState = true;
    }
  }

  synchronized boolean isRestored() {
    return writesState;
  }

  /** Goes on where the rule before a reload was. */
  void takeOverAlerts(AlertingRule former) {
    takeOver(former);
    Map<Labels, AlertInstance> formerInstances = former.release();
    synchronized (this) {
      instances.putAll(formerInstances);
      writesState = former.isRestored();
    }
  }

  private synchronized Map<Labels, AlertInstance> release() {
    return new LinkedHashMap<>(instances);
  }
}
