package io.choicesherpa.console.alerting;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.choicesherpa.console.alerting.Backtest.Episode;
import io.choicesherpa.console.json.JsonResponses;
import io.choicesherpa.console.rules.RuleQuery;
import io.choicesherpa.console.rules.definition.ExpressionCheck;
import io.choicesherpa.console.rules.definition.RuleDefinition;
import io.choicesherpa.console.rules.definition.RuleFile;
import io.choicesherpa.console.rules.definition.RuleFileException;
import io.choicesherpa.console.rules.definition.RuleGroupDefinition;
import io.choicesherpa.promql.source.SeriesSource;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs the rules of a request's body over what is kept. */
final class BacktestApi {

  private static final long HOUR_MILLIS = 3_600_000;

  private final SeriesSource kept;
  private final Function<SeriesSource, RuleQuery> queries;
  private final ExpressionCheck expressions;
  private final Clock clock;
  private final long stepMillis;

  BacktestApi(
      SeriesSource kept,
      Function<SeriesSource, RuleQuery> queries,
      ExpressionCheck expressions,
      Clock clock,
      long stepMillis) {
    this.kept = kept;
    this.queries = queries;
    this.expressions = expressions;
    this.clock = clock;
    this.stepMillis = stepMillis;
  }

  void addTo(ServerBuilder server) {
    server.route().post("/console/api/backtest").build(this::run);
  }

  private HttpResponse run(ServiceRequestContext ctx, HttpRequest request) {
    return HttpResponse.of(
        request
            .aggregate()
            .thenApplyAsync(
                whole -> {
                  try {
                    return run(ctx.queryParams(), whole);
                  } catch (RuleFileException | IllegalArgumentException e) {
                    return Answers.error(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
                  }
                },
                ctx.blockingTaskExecutor()));
  }

  private HttpResponse run(QueryParams params, AggregatedHttpRequest body)
      throws RuleFileException {
    long end = time(params, "end", clock.millis());
    long start = time(params, "start", end - HOUR_MILLIS);
    String only = params.get("alert", "");
    List<RuleGroupDefinition> groups =
        RuleFile.read("rules", body.contentUtf8(), expressions).stream()
            .map(group -> only.isEmpty() ? group : chosen(group, only))
            .toList();
    if (!only.isEmpty() && groups.stream().noneMatch(group -> hasAlert(group, only))) {
      throw new IllegalArgumentException("no alerting rule has the name " + only);
    }
    Set<String> written =
        groups.stream()
            .flatMap(group -> group.rules().stream())
            .map(rule -> rule instanceof RuleDefinition.Recording ? rule.name() : "ALERTS")
            .collect(Collectors.toSet());
    Backtest.Result result =
        Backtest.run(
            groups,
            start,
            end,
            stepMillis,
            series -> queries.apply(series.over(kept, written::contains)));
    return JsonResponses.of(HttpStatus.OK, out -> write(out, start, end, result));
  }

  private static boolean hasAlert(RuleGroupDefinition group, String name) {
    return group.rules().stream()
        .anyMatch(rule -> rule instanceof RuleDefinition.Alerting && rule.name().equals(name));
  }

  /** All recordings stay: the alert may look at them. */
  private static RuleGroupDefinition chosen(RuleGroupDefinition group, String alert) {
    return new RuleGroupDefinition(
        group.file(),
        group.name(),
        group.intervalMillis(),
        group.queryOffsetMillis(),
        group.limit(),
        group.rules().stream()
            .filter(rule -> rule instanceof RuleDefinition.Recording || rule.name().equals(alert))
            .toList());
  }

  private static long time(QueryParams params, String name, long otherwise) {
    String text = params.get(name, "");
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          name + " is not a time in milliseconds since 1970: " + text, e);
    }
  }

  private void write(JsonGenerator out, long start, long end, Backtest.Result result)
      throws IOException {
    out.writeStartObject();
    out.writeNumberField("start_millis", start);
    out.writeNumberField("end_millis", end);
    out.writeNumberField("step_millis", stepMillis);
    out.writeNumberField("evaluations", result.evaluations());
    out.writeArrayFieldStart("alerts");
    for (Episode episode : result.episodes()) {
      out.writeStartObject();
      out.writeStringField("name", episode.alert().labels().valueOf("alertname"));
      RulesApi.writeTexts(out, "labels", episode.alert().labels().toMap());
      RulesApi.writeTexts(out, "annotations", episode.alert().annotations());
      Answers.writeNumber(out, "value", episode.alert().value());
      Answers.writeTime(out, "pending_at_millis", episode.pendingAtMillis());
      Answers.writeTime(out, "fired_at_millis", episode.firedAtMillis());
      Answers.writeTime(out, "resolved_at_millis", episode.resolvedAtMillis());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("errors");
    for (String error : result.errors()) {
      out.writeString(error);
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
