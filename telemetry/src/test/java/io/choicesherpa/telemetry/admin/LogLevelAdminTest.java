package io.choicesherpa.telemetry.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.choicesherpa.telemetry.audit.AuditLog;
import io.choicesherpa.telemetry.logging.LevelOverrides;
import io.choicesherpa.telemetry.logging.LogLines;
import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.MetricsServer;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import io.choicesherpa.telemetry.redaction.Redactor;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Timeout(30)
class LogLevelAdminTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final String DEBUG =
      "{\"logger\":\"io.choicesherpa\",\"level\":\"debug\",\"expires_in_seconds\":600}";

  private final LogLines lines = new LogLines("info");
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneOffset getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };
  private final LogLevelAdmin admin =
      new LogLevelAdmin(
          lines.context(), new AuditLog(lines.context(), Redactor.standard(), clock), clock);
  private final Metrics metrics = new Metrics(StandardMetrics.CATALOGUE);
  private final HttpClient client = HttpClient.newHttpClient();
  private MetricsServer server = start(TOKEN);

  private MetricsServer start(@Nullable String token) {
    return MetricsServer.start(metrics, "127.0.0.1", 0, token, admin.routes());
  }

  @AfterEach
  void close() {
    server.close();
    admin.close();
  }

  @Test
  void put_changesTheLevelSaysUntilWhenAndIsAudited() throws Exception {
    HttpResponse<String> response = send("PUT", "", DEBUG);
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode answer = LogLines.parse(response.body());
    assertThat(answer.get("logger").asString()).isEqualTo("io.choicesherpa");
    assertThat(answer.get("level").asString()).isEqualTo("debug");
    assertThat(answer.get("former_level").isNull()).isTrue();
    assertThat(answer.get("expires_at").asString()).isEqualTo("2026-01-01T00:10:00Z");
    assertThat(lines.logger("io.choicesherpa.backend").isDebugEnabled()).isTrue();
    JsonNode audited = lines.only();
    assertThat(audited.get("target").asString()).isEqualTo("audit");
    assertThat(audited.get("fields").get("action").asString()).isEqualTo("log_level.set_debug");
    assertThat(audited.get("fields").get("resource_id").asString()).isEqualTo("io.choicesherpa");
    assertThat(audited.toString()).doesNotContain(TOKEN);
  }

  @Test
  void put_ofALevelInsideSpans_holdsThereAndIsTakenBack() throws Exception {
    String request =
        "{\"logger\":\"[{user_id=u-1,tier=pro}]\",\"level\":\"debug\",\"expires_in_seconds\":600}";

    assertThat(LogLines.parse(send("PUT", "", request).body()).get("logger").asString())
        .isEqualTo("[{tier=pro,user_id=u-1}]");
    assertThat(lines.context().getTurboFilterList()).hasSize(1);
    assertThat(lines.only().get("fields").get("resource_id").asString())
        .isEqualTo("[{tier=pro,user_id=u-1}]");

    String named = "?logger=" + URLEncoder.encode("[{tier=pro,user_id=u-1}]", UTF_8);
    assertThat(send("DELETE", named, "").body()).isEqualTo("{\"overrides\":[]}\n");
    assertThat(lines.context().getTurboFilterList()).isEmpty();
  }

  @Test
  void get_tellsWhatIsChanged() throws Exception {
    assertThat(send("GET", "", "").body()).isEqualTo("{\"overrides\":[]}\n");
    send("PUT", "", DEBUG);
    JsonNode overrides = LogLines.parse(send("GET", "", "").body()).get("overrides");
    assertThat(overrides).hasSize(1);
    assertThat(overrides.get(0).get("level").asString()).isEqualTo("debug");
  }

  @Test
  void delete_bringsOneLevelBackOrAll() throws Exception {
    send("PUT", "", DEBUG);
    send("PUT", "", DEBUG.replace("io.choicesherpa", "other"));
    assertThat(send("DELETE", "?logger=nobody", "").statusCode()).isEqualTo(404);
    assertThat(send("DELETE", "?name=other", "").statusCode()).isEqualTo(400);
    assertThat(send("DELETE", "?logger=other", "").statusCode()).isEqualTo(200);
    assertThat(lines.logger("other").getLevel()).isNull();
    assertThat(lines.logger("io.choicesherpa").getLevel()).isEqualTo(Level.DEBUG);
    assertThat(send("DELETE", "", "").body()).isEqualTo("{\"overrides\":[]}\n");
    assertThat(lines.logger("io.choicesherpa").getLevel()).isNull();
    assertThat(actions())
        .containsExactly(
            "log_level.set_debug", "log_level.set_debug", "log_level.reset", "log_level.reset");
  }

  @Test
  void withoutTheToken_isRefusedAndWithoutAnyTokenNotThere() throws Exception {
    HttpRequest bare = request("PUT", "", DEBUG).build();
    assertThat(client.send(bare, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    server.close();
    server = start(null);
    assertThat(send("PUT", "", DEBUG).statusCode()).isEqualTo(404);
    assertThat(lines.logger("io.choicesherpa").getLevel()).isNull();
  }

  @Test
  void refusals_areAuditedOnceAMinuteAtMost() throws Exception {
    HttpRequest bare = request("PUT", "", DEBUG).build();
    HttpRequest wrong = request("GET", "", "").header("Authorization", "Bearer hunter2").build();
    for (HttpRequest refused : List.of(bare, wrong, bare)) {
      client.send(refused, HttpResponse.BodyHandlers.discarding());
    }

    JsonNode audited = lines.only();
    assertThat(audited.get("target").asString()).isEqualTo("audit");
    assertThat(audited.get("fields").get("action").asString()).isEqualTo("log_level.access");
    assertThat(audited.get("fields").get("outcome").asString()).isEqualTo("denied");
    assertThat(audited.toString()).doesNotContain("hunter2");
    now = now.plusSeconds(59);
    client.send(bare, HttpResponse.BodyHandlers.discarding());
    assertThat(actions()).hasSize(1);
    now = now.plusSeconds(1);
    client.send(bare, HttpResponse.BodyHandlers.discarding());
    assertThat(actions()).containsExactly("log_level.access", "log_level.access");
  }

  @Test
  void everyMistake_isNamedAtOnce() throws Exception {
    HttpResponse<String> response =
        send(
            "PUT", "", "{\"logger\":\"a..b\",\"level\":\"loud\",\"expires_in_seconds\":0,\"x\":1}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(LogLines.parse(response.body()).get("errors").toString())
        .contains("unknown member")
        .contains("trace, debug, info, warn, error or off")
        .contains("no logger name")
        .contains("1 to 86400");
    assertThat(lines.all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense | not JSON",
        "[] | not JSON",
        "{} | expected a name",
        "{'logger':7,'level':'debug','expires_in_seconds':60} | expected a name",
        "{'logger':'a,b','level':'debug','expires_in_seconds':60} | expected a name",
        "{'logger':'a','level':'debug,b=off','expires_in_seconds':60} | is no level",
        "{'logger':'a','level':null,'expires_in_seconds':60} | is no level",
        "{'logger':'audit','level':'off','expires_in_seconds':60} | never filtered",
        "{'logger':'a','level':'debug','expires_in_seconds':1.5} | 1 to 86400",
        "{'logger':'a','level':'debug','expires_in_seconds':86401} | 1 to 86400",
        "{'logger':'a','level':'debug','expires_in_seconds':'60'} | 1 to 86400",
        "{'logger':'a','level':'debug'} | 1 to 86400",
      })
  void wrongInput_isRefusedWithWhatIsAllowed(String body, String told) throws Exception {
    HttpResponse<String> response = send("PUT", "", body.replace('\'', '"'));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(LogLines.parse(response.body()).get("errors").toString()).contains(told);
  }

  @Test
  void tooLargeABody_isNotRead() throws Exception {
    assertThat(send("PUT", "", "x".repeat(5000)).statusCode()).isEqualTo(413);
  }

  @Test
  void tooManyChanges_areAConflict() throws Exception {
    for (int i = 0; i < LevelOverrides.MAX_OVERRIDES; i++) {
      send("PUT", "", DEBUG.replace("io.choicesherpa", "a" + i));
    }
    assertThat(send("PUT", "", DEBUG).statusCode()).isEqualTo(409);
  }

  @Test
  void anyOtherMethod_isRefused() throws Exception {
    HttpResponse<String> response = send("POST", "", DEBUG);
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).hasValue("GET, PUT, DELETE");
  }

  private List<String> actions() {
    List<String> actions = new ArrayList<>();
    lines.all().forEach(line -> actions.add(line.get("fields").get("action").asString()));
    return actions;
  }

  private HttpResponse<String> send(String method, String query, String body) throws Exception {
    return client.send(
        request(method, query, body).header("Authorization", "Bearer " + TOKEN).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String method, String query, String body) {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + LogLevelAdmin.PATH + query);
    return HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body));
  }
}
