package io.choicesherpa.console.alerting;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.choicesherpa.console.json.JsonResponses;
import io.choicesherpa.console.rules.Alert;
import io.choicesherpa.console.rules.AlertState;
import io.choicesherpa.console.rules.RuleGroupSnapshot;
import io.choicesherpa.console.rules.RuleSnapshot;
import io.choicesherpa.console.rules.Rules;
import io.choicesherpa.console.rules.definition.RuleDefinition;
import io.choicesherpa.console.silence.Silences;
import io.choicesherpa.promql.math.FloatText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the page asks of alerts and runbooks. */
final class AlertPage {

  private static final double MILLIS_PER_SECOND = 1000;

  private record Named(
      RuleGroupSnapshot group, RuleSnapshot rule, RuleDefinition.Alerting alerting) {}

  private final Rules rules;
  private final Silences silences;
  private final Runbooks runbooks;

  AlertPage(Rules rules, Silences silences, Runbooks runbooks) {
    this.rules = rules;
    this.silences = silences;
    this.runbooks = runbooks;
  }

  void addTo(ServerBuilder server) {
    server.route().get("/console/api/alerts").build((ctx, request) -> alerts());
    server
        .route()
        .get("/console/api/alerts/{name}")
        .build((ctx, request) -> alert(ctx.pathParam("name")));
    server.route().get("/console/api/runbooks/{name}").build((ctx, request) -> runbook(ctx));
  }

  private HttpResponse alerts() {
    List<Alert> alerts =
        rules.alerts().stream()
            .sorted(
                Comparator.comparing((Alert alert) -> alert.state() == AlertState.FIRING ? 0 : 1)
                    .thenComparing(Alert::activeAtMillis))
            .toList();
    return JsonResponses.of(
        HttpStatus.OK,
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("alerts");
          for (Alert alert : alerts) {
            write(out, alert);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  /** One name may stand on several rules, such as a warning and a critical one. */
  private HttpResponse alert(@Nullable String name) {
    List<Named> named = new ArrayList<>();
    for (RuleGroupSnapshot group : rules.groups()) {
      for (RuleSnapshot rule : group.rules()) {
        if (rule.definition() instanceof RuleDefinition.Alerting alerting
            && alerting.name().equals(name)) {
          named.add(new Named(group, rule, alerting));
        }
      }
    }
    if (named.isEmpty()) {
      return Answers.error(HttpStatus.NOT_FOUND, "no alerting rule has the name " + name);
    }
    return JsonResponses.of(
        HttpStatus.OK,
        out -> {
          out.writeStartObject();
          writeFields(out, named.get(0));
          out.writeArrayFieldStart("rules");
          for (Named rule : named) {
            out.writeStartObject();
            writeFields(out, rule);
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private void writeFields(JsonGenerator out, Named named) throws IOException {
    RuleGroupSnapshot group = named.group();
    RuleSnapshot rule = named.rule();
    RuleDefinition.Alerting alerting = named.alerting();
    out.writeStringField("name", alerting.name());
    out.writeStringField("group", group.definition().name());
    out.writeStringField("file", group.definition().file());
    out.writeStringField("expression", alerting.expression());
    out.writeNumberField("for_seconds", alerting.forMillis() / MILLIS_PER_SECOND);
    out.writeNumberField(
        "keep_firing_for_seconds", alerting.keepFiringForMillis() / MILLIS_PER_SECOND);
    out.writeNumberField("interval_seconds", group.intervalMillis() / MILLIS_PER_SECOND);
    out.writeStringField("state", rule.state().word());
    out.writeStringField("health", rule.health().word());
    out.writeStringField("error", rule.health().error() == null ? "" : rule.health().error());
    RulesApi.writeTexts(out, "labels", alerting.labels());
    RulesApi.writeTexts(out, "annotations", alerting.annotations());
    out.writeNumberField("evaluated_at_millis", rule.health().evaluatedAtMillis());
    out.writeArrayFieldStart("conditions");
    for (Condition condition : Condition.of(alerting.expression())) {
      out.writeStartObject();
      out.writeStringField("expression", condition.expression());
      out.writeStringField("operator", condition.operator().symbol());
      out.writeNumberField("threshold", condition.threshold());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("alerts");
    for (Alert alert : rule.alerts()) {
      write(out, alert);
    }
    out.writeEndArray();
  }

  private void write(JsonGenerator out, Alert alert) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", alert.labels().valueOf("alertname"));
    out.writeStringField("state", alert.state().word());
    RulesApi.writeTexts(out, "labels", alert.labels().toMap());
    RulesApi.writeTexts(out, "annotations", alert.annotations());
    Answers.writeNumber(out, "value", alert.value());
    out.writeStringField("value_text", FloatText.scientific(alert.value()));
    out.writeNumberField("active_at_millis", alert.activeAtMillis());
    Answers.writeTime(out, "fired_at_millis", alert.firedAtMillis());
    out.writeArrayFieldStart("silenced_by");
    for (String id : silences.silencing(alert.labels())) {
      out.writeString(id);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private HttpResponse runbook(ServiceRequestContext ctx) {
    String name = String.valueOf(ctx.pathParam("name"));
    return JsonResponses.later(
        ctx,
        () -> {
          try {
            String page = runbooks.page(name);
            return page == null
                ? Answers.error(HttpStatus.NOT_FOUND, "there is no runbook " + name)
                : HttpResponse.of(
                    HttpStatus.OK, MediaType.parse("text/markdown; charset=utf-8"), page);
          } catch (IOException e) {
            throw new UncheckedIOException("the runbook " + name + " cannot be read", e);
          }
        });
  }
}
