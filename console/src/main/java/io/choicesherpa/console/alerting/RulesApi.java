package io.choicesherpa.console.alerting;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.ServerBuilder;
import io.choicesherpa.console.json.JsonBody;
import io.choicesherpa.console.json.JsonResponses;
import io.choicesherpa.console.rules.Alert;
import io.choicesherpa.console.rules.RuleGroupSnapshot;
import io.choicesherpa.console.rules.RuleSnapshot;
import io.choicesherpa.console.rules.Rules;
import io.choicesherpa.console.rules.definition.RuleDefinition;
import io.choicesherpa.promql.math.FloatText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prometheus's rules and alerts.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/#rules">Rules</a>
 */
final class RulesApi {

  private static final double MILLIS_PER_SECOND = 1000;
  private static final String NEVER = "0001-01-01T00:00:00Z";

  private final Rules rules;

  RulesApi(Rules rules) {
    this.rules = rules;
  }

  void addTo(ServerBuilder server) {
    server.route().get("/api/v1/rules").build((ctx, request) -> rules(ctx.queryParams()));
    server.route().get("/api/v1/alerts").build((ctx, request) -> alerts());
  }

  private HttpResponse rules(QueryParams params) {
    String type = params.get("type", "");
    if (!type.isEmpty() && !type.equals("alert") && !type.equals("record")) {
      return JsonResponses.of(
          HttpStatus.BAD_REQUEST,
          out -> {
            out.writeStartObject();
            out.writeStringField("status", "error");
            out.writeStringField("errorType", "bad_data");
            out.writeStringField("error", "type \"" + type + "\" is neither alert nor record");
            out.writeEndObject();
          });
    }
    RuleChoice choice =
        new RuleChoice(
            type,
            params.getAll("rule_name[]"),
            params.getAll("rule_group[]"),
            params.getAll("file[]"));
    boolean withAlerts = !params.get("exclude_alerts", "").equals("true");
    return success(
        out -> {
          out.writeArrayFieldStart("groups");
          for (RuleGroupSnapshot group : rules.groups()) {
            List<RuleSnapshot> chosen = choice.of(group);
            if (!chosen.isEmpty() || choice.isEverything()) {
              write(out, group, chosen, withAlerts);
            }
          }
          out.writeEndArray();
        });
  }

  /** What of the rules is asked for; an empty list means all. */
  private record RuleChoice(
      String type, List<String> names, List<String> groups, List<String> files) {

    boolean isEverything() {
      return type.isEmpty() && names.isEmpty() && groups.isEmpty() && files.isEmpty();
    }

    List<RuleSnapshot> of(RuleGroupSnapshot group) {
      boolean wanted =
          (groups.isEmpty() || groups.contains(group.definition().name()))
              && (files.isEmpty() || files.contains(group.definition().file()));
      return wanted ? group.rules().stream().filter(this::wants).toList() : List.of();
    }

    private boolean wants(RuleSnapshot rule) {
      boolean alert = rule.definition() instanceof RuleDefinition.Alerting;
      return (type.isEmpty() || type.equals("alert") == alert)
          && (names.isEmpty() || names.contains(rule.definition().name()));
    }
  }

  private static void write(
      JsonGenerator out, RuleGroupSnapshot group, List<RuleSnapshot> rules, boolean withAlerts)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("name", group.definition().name());
    out.writeStringField("file", String.valueOf(Path.of(group.definition().file())));
    out.writeArrayFieldStart("rules");
    for (RuleSnapshot rule : rules) {
      write(out, rule, withAlerts);
    }
    out.writeEndArray();
    out.writeNumberField("interval", group.intervalMillis() / MILLIS_PER_SECOND);
    out.writeNumberField("limit", group.definition().limit());
    out.writeNumberField("evaluationTime", group.durationSeconds());
    out.writeStringField("lastEvaluation", time(group.evaluatedAtMillis()));
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, RuleSnapshot rule, boolean withAlerts)
      throws IOException {
    RuleDefinition definition = rule.definition();
    out.writeStartObject();
    if (definition instanceof RuleDefinition.Alerting alerting) {
      out.writeStringField("state", rule.state().word());
      out.writeNumberField("duration", alerting.forMillis() / MILLIS_PER_SECOND);
      out.writeNumberField("keepFiringFor", alerting.keepFiringForMillis() / MILLIS_PER_SECOND);
      writeTexts(out, "annotations", alerting.annotations());
      out.writeArrayFieldStart("alerts");
      for (Alert alert : withAlerts ? rule.alerts() : List.<Alert>of()) {
        write(out, alert);
      }
      out.writeEndArray();
    }
    out.writeStringField("name", definition.name());
    out.writeStringField("query", definition.expression());
    writeTexts(out, "labels", definition.labels());
    out.writeStringField("health", rule.health().word());
    if (rule.health().error() != null) {
      out.writeStringField("lastError", rule.health().error());
    }
    out.writeNumberField("evaluationTime", rule.health().durationSeconds());
    out.writeStringField("lastEvaluation", time(rule.health().evaluatedAtMillis()));
    out.writeStringField(
        "type", definition instanceof RuleDefinition.Alerting ? "alerting" : "recording");
    out.writeEndObject();
  }

  private HttpResponse alerts() {
    return success(
        out -> {
          out.writeArrayFieldStart("alerts");
          for (Alert alert : rules.alerts()) {
            write(out, alert);
          }
          out.writeEndArray();
        });
  }

  private static void write(JsonGenerator out, Alert alert) throws IOException {
    out.writeStartObject();
    writeTexts(out, "labels", alert.labels().toMap());
    writeTexts(out, "annotations", alert.annotations());
    out.writeStringField("state", alert.state().word());
    out.writeStringField("activeAt", time(alert.activeAtMillis()));
    if (alert.keepFiringSinceMillis() > 0) {
      out.writeStringField("keepFiringSince", time(alert.keepFiringSinceMillis()));
    }
    out.writeStringField("value", FloatText.scientific(alert.value()));
    out.writeEndObject();
  }

  static void writeTexts(JsonGenerator out, String name, Map<String, String> texts)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
      out.writeStringField(text.getKey(), text.getValue());
    }
    out.writeEndObject();
  }

  private static String time(long millis) {
    return millis == 0 ? NEVER : Instant.ofEpochMilli(millis).toString();
  }

  private static HttpResponse success(JsonBody data) {
    return JsonResponses.of(
        HttpStatus.OK,
        out -> {
          out.writeStartObject();
          out.writeStringField("status", "success");
          out.writeObjectFieldStart("data");
          data.writeTo(out);
          out.writeEndObject();
          out.writeEndObject();
        });
  }
}
