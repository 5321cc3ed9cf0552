package io.choicesherpa.console.alerting;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.choicesherpa.console.json.JsonBody;
import io.choicesherpa.console.json.JsonResponses;
import io.choicesherpa.console.rules.Alert;
import io.choicesherpa.console.rules.AlertState;
import io.choicesherpa.console.rules.Rules;
import io.choicesherpa.console.silence.Silence;
import io.choicesherpa.console.silence.SilenceJson;
import io.choicesherpa.console.silence.Silences;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Silences, for the page and in Alertmanager's form.
 *
 * @see <a href="https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml">
 *     Alertmanager's API</a>
 */
final class SilenceApi {

  private static final JsonFactory JSON = new JsonFactory();

  private final Silences silences;
  private final Rules rules;
  private final Clock clock;

  SilenceApi(Silences silences, Rules rules, Clock clock) {
    this.silences = silences;
    this.rules = rules;
    this.clock = clock;
  }

  void addTo(ServerBuilder server) {
    server.route().get("/console/api/silences").build((ctx, request) -> forPage());
    server
        .route()
        .post("/console/api/silences")
        .build((ctx, request) -> put(ctx, request, this::created));
    server
        .route()
        .delete("/console/api/silences/{id}")
        .build((ctx, request) -> end(ctx.pathParam("id"), HttpStatus.NO_CONTENT));
    server.route().get("/api/v2/silences").build((ctx, request) -> forAlertmanager());
    server.route().get("/api/v2/silence/{id}").build((ctx, request) -> one(ctx.pathParam("id")));
    server
        .route()
        .post("/api/v2/silences")
        .build((ctx, request) -> put(ctx, request, SilenceApi::createdForAlertmanager));
    server
        .route()
        .delete("/api/v2/silence/{id}")
        .build((ctx, request) -> end(ctx.pathParam("id"), HttpStatus.OK));
    server.route().get("/api/v2/alerts").build((ctx, request) -> alerts());
  }

  private HttpResponse forPage() {
    long now = clock.millis();
    return JsonResponses.of(
        HttpStatus.OK,
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("silences");
          for (Silence silence : silences.all()) {
            if (silence.endsAtMillis() > now) {
              SilenceJson.writeForPage(out, silence, now);
            }
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private HttpResponse forAlertmanager() {
    long now = clock.millis();
    return JsonResponses.of(
        HttpStatus.OK,
        out -> {
          out.writeStartArray();
          for (Silence silence : silences.all()) {
            SilenceJson.writeForAlertmanager(out, silence, now);
          }
          out.writeEndArray();
        });
  }

  private HttpResponse one(@Nullable String id) {
    Silence silence = silences.get(String.valueOf(id));
    return silence == null
        ? Answers.error(HttpStatus.NOT_FOUND, "no silence " + id)
        : JsonResponses.of(
            HttpStatus.OK, out -> SilenceJson.writeForAlertmanager(out, silence, clock.millis()));
  }

  private interface Created {
    HttpResponse answer(Silence silence);
  }

  private HttpResponse put(ServiceRequestContext ctx, HttpRequest request, Created created) {
    return HttpResponse.of(
        request
            .aggregate()
            .thenApplyAsync(
                whole -> {
                  try (JsonParser in = JSON.createParser(whole.content().array())) {
                    return created.answer(
                        silences.put(SilenceJson.readRequest(in, clock.millis())));
                  } catch (IOException e) {
                    return Answers.error(HttpStatus.BAD_REQUEST, "the body is not JSON");
                  } catch (IllegalArgumentException e) {
                    return Answers.error(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
                  }
                },
                ctx.blockingTaskExecutor()));
  }

  private HttpResponse created(Silence silence) {
    return JsonResponses.of(
        HttpStatus.CREATED, out -> SilenceJson.writeForPage(out, silence, clock.millis()));
  }

  private static HttpResponse createdForAlertmanager(Silence silence) {
    return JsonResponses.of(
        HttpStatus.OK,
        out -> {
          out.writeStartObject();
          out.writeStringField("silenceID", silence.id());
          out.writeEndObject();
        });
  }

  private HttpResponse end(@Nullable String id, HttpStatus done) {
    return silences.end(String.valueOf(id))
        ? HttpResponse.of(done)
        : Answers.error(HttpStatus.NOT_FOUND, "no silence " + id + " that has not ended");
  }

  private HttpResponse alerts() {
    JsonBody body =
        out -> {
          out.writeStartArray();
          for (Alert alert : rules.alerts()) {
            if (alert.state() == AlertState.FIRING) {
              write(out, alert);
            }
          }
          out.writeEndArray();
        };
    return JsonResponses.of(HttpStatus.OK, body);
  }

  private void write(JsonGenerator out, Alert alert) throws IOException {
    List<String> silencedBy = silences.silencing(alert.labels());
    out.writeStartObject();
    RulesApi.writeTexts(out, "labels", alert.labels().toMap());
    RulesApi.writeTexts(out, "annotations", alert.annotations());
    out.writeStringField("startsAt", Instant.ofEpochMilli(alert.firedAtMillis()).toString());
    out.writeStringField("endsAt", Instant.ofEpochMilli(alert.validUntilMillis()).toString());
    out.writeStringField("updatedAt", Instant.ofEpochMilli(clock.millis()).toString());
    out.writeStringField("fingerprint", Integer.toHexString(alert.labels().hashCode()));
    out.writeArrayFieldStart("receivers");
    out.writeEndArray();
    out.writeObjectFieldStart("status");
    out.writeStringField("state", silencedBy.isEmpty() ? "active" : "suppressed");
    out.writeArrayFieldStart("silencedBy");
    for (String id : silencedBy) {
      out.writeString(id);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("inhibitedBy");
    out.writeEndArray();
    out.writeArrayFieldStart("mutedBy");
    out.writeEndArray();
    out.writeEndObject();
    out.writeEndObject();
  }
}
