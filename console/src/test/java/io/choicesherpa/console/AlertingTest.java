package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.choicesherpa.console.alerting.AlertingSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules through the running console: from a file to the receivers and the APIs. */
class AlertingTest {

  private static final String RULES =
      """
      groups:
        - name: demo
          interval: 1s
          rules:
            - record: level
              expr: vector(7)
            - alert: LevelHigh
              expr: (level > 2 * 2.5) and on () vector(1)
              labels: {severity: page}
              annotations:
                summary: 'level is {{ $value }} at {{ externalURL }}'
            - alert: LevelSlow
              expr: level > 5
              for: 1h
      """;

  @TempDir private Path directory;
  private final List<JsonNode> told = new CopyOnWriteArrayList<>();
  private @Nullable HttpServer webhook;
  private @Nullable Console console;

  @BeforeEach
  void openWebhook() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          told.add(Http.parse(new String(body, StandardCharsets.UTF_8)));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    webhook = server;
  }

  @AfterEach
  void close() {
    if (console != null) {
      console.close();
    }
    if (webhook != null) {
      webhook.stop(0);
    }
  }

  @Test
  void firingAlert_isToldAndShownByEveryApi() throws IOException {
    Console running = start(RULES);
    Await.until("the webhook hears of it", () -> !told.isEmpty());

    JsonNode message = told.get(0);
    assertThat(message.at("/version").asText()).isEqualTo("4");
    assertThat(message.at("/status").asText()).isEqualTo("firing");
    assertThat(message.at("/commonLabels/severity").asText()).isEqualTo("page");
    assertThat(message.at("/alerts/0/annotations/summary").asText())
        .isEqualTo("level is 7 at " + running.uri());
    assertThat(message.at("/alerts/0/generatorURL").asText())
        .isEqualTo(running.uri() + "/alerts/LevelHigh");

    JsonNode group = get("/api/v1/rules").at("/data/groups/0");
    assertThat(group.at("/rules").findValuesAsText("name"))
        .containsExactly("level", "LevelHigh", "LevelSlow");
    assertThat(group.at("/rules/0/type").asText()).isEqualTo("recording");
    assertThat(group.at("/rules/1/state").asText()).isEqualTo("firing");
    assertThat(group.at("/rules/1/health").asText()).isEqualTo("ok");
    assertThat(group.at("/rules/1/alerts/0/value").asText()).isEqualTo("7e+00");
    assertThat(group.at("/rules/2/state").asText()).isEqualTo("pending");
    assertThat(get("/api/v1/rules?type=record").at("/data/groups/0/rules")).hasSize(1);
    assertThat(get("/api/v1/rules?rule_name[]=LevelSlow").at("/data/groups/0/rules")).hasSize(1);
    assertThat(get("/api/v1/alerts").at("/data/alerts")).hasSize(2);
    assertThat(get("/api/v2/alerts")).hasSize(1);

    JsonNode page = get("/console/api/alerts/LevelHigh");
    assertThat(page.at("/conditions/0/expression").asText()).isEqualTo("level");
    assertThat(page.at("/conditions/0/operator").asText()).isEqualTo(">");
    assertThat(page.at("/conditions/0/threshold").asDouble()).isEqualTo(5);
    assertThat(page.at("/alerts/0/value").asDouble()).isEqualTo(7);
    assertThat(get("/console/api/alerts").at("/alerts").findValuesAsText("name"))
        .containsExactly("LevelHigh", "LevelSlow");

    Await.until(
        "the series of the alert",
        () ->
            get("/api/v1/query?query=" + encoded("ALERTS{alertstate=\"firing\"}"))
                    .at("/data/result")
                    .size()
                == 1);
  }

  @Test
  void rulesOfOneName_areAllShown() throws IOException {
    start(
        """
        groups:
          - name: first
            interval: 1s
            rules:
              - {alert: LevelHigh, expr: vector(7) > 5, labels: {severity: warning}}
              - {alert: Other, expr: vector(7) > 6}
          - name: second
            interval: 1s
            rules:
              - {alert: LevelHigh, expr: vector(7) > 8, labels: {severity: critical}}
        """);
    Await.until("the alert fires", () -> !get("/console/api/alerts").at("/alerts").isEmpty());

    JsonNode page = get("/console/api/alerts/LevelHigh");
    assertThat(page.at("/labels/severity").asText()).isEqualTo("warning");
    assertThat(page.at("/rules")).hasSize(2);
    assertThat(page.at("/rules/0/group").asText()).isEqualTo("first");
    assertThat(page.at("/rules/0/state").asText()).isEqualTo("firing");
    assertThat(page.at("/rules/0/alerts")).hasSize(1);
    assertThat(page.at("/rules/1/group").asText()).isEqualTo("second");
    assertThat(page.at("/rules/1/labels/severity").asText()).isEqualTo("critical");
    assertThat(page.at("/rules/1/conditions/0/threshold").asDouble()).isEqualTo(8);
    assertThat(page.at("/rules/1/alerts")).isEmpty();
  }

  @Test
  void silencedAlert_isShownAsSuchAndNotTold() throws IOException {
    start(RULES);
    Await.until("the alert fires", () -> get("/api/v2/alerts").size() == 1);
    long end = Instant.now().plusSeconds(3600).toEpochMilli();
    HttpResponse<byte[]> created =
        post(
            "/console/api/silences",
            """
            {"matchers":[{"name":"alertname","value":"Level.*","regex":true}],
             "ends_at_millis":%d,"created_by":"anna","comment":"known"}
            """
                .formatted(end));
    assertThat(created.statusCode()).isEqualTo(201);
    String id = Http.json(created).at("/id").asText();
    assertThat(get("/console/api/alerts").at("/alerts/0/silenced_by/0").asText()).isEqualTo(id);
    assertThat(get("/api/v2/alerts").at("/0/status/state").asText()).isEqualTo("suppressed");
    assertThat(get("/api/v2/silences").at("/0/status/state").asText()).isEqualTo("active");

    assertThat(Http.method("DELETE", uri("/console/api/silences/" + id)).statusCode())
        .isEqualTo(204);
    assertThat(get("/console/api/alerts").at("/alerts/0/silenced_by")).isEmpty();
    assertThat(get("/console/api/silences").at("/silences")).isEmpty();
    assertThat(Http.method("DELETE", uri("/console/api/silences/" + id)).statusCode())
        .isEqualTo(404);
  }

  @Test
  void silence_thatMakesNoSense_isRefusedWithTheReason() throws IOException {
    start(RULES);
    long end = Instant.now().plusSeconds(60).toEpochMilli();
    Map<String, String> refused =
        Map.of(
            "nonsense",
            "the body is not JSON",
            "[]",
            "a silence is an object",
            "{}",
            "a silence has 1 to 32 matchers, not 0",
            silence("a", ".*", true, end),
            "would silence all",
            silence("a", "(", true, end),
            "not a regular expression",
            silence("", "b", false, end),
            "a matcher without a name",
            silence("a", "b", false, 1),
            "ends after it starts",
            silence("a", "b", false, end).replace("anna", " "),
            "who made it and why");
    refused.forEach(
        (body, reason) -> {
          HttpResponse<byte[]> answer = post("/console/api/silences", body);
          assertThat(answer.statusCode()).as(body).isEqualTo(400);
          assertThat(Http.json(answer).at("/error").asText()).contains(reason);
        });
    assertThat(get("/api/v2/silences")).isEmpty();
  }

  @Test
  void ruleFile_withMistakes_refusesToStartAndNamesThem() {
    assertThatThrownBy(
            () -> start("groups:\n  - name: a\n    rules:\n      - {alert: A, expr: 'up =='}\n"))
        .isInstanceOf(ConsoleStartException.class)
        .hasMessageContaining("CONSOLE_RULE_FILES: ")
        .hasMessageContaining("rules.yml:4:26: expr is not PromQL: ");
  }

  @Test
  void changedRuleFile_isLoadedAndABrokenOneChangesNothing() throws IOException {
    start(RULES);
    write(RULES.replace("LevelSlow", "LevelOther"), 1);
    Await.until("the new rule", () -> names().contains("LevelOther"));
    write("groups: 7", 2);
    write(RULES.replace("LevelSlow", "LevelThird"), 3);
    Await.until("the third rule", () -> names().contains("LevelThird"));
  }

  @Test
  void restart_keepsAlertsAndSilences() throws IOException {
    Console first = start(RULES);
    Await.until("an evaluation with memory", () -> seriesCount("ALERTS_FOR_STATE") == 2);
    post(
        "/console/api/silences",
        silence("alertname", "LevelHigh", false, Instant.now().plusSeconds(600).toEpochMilli()));
    String since = get("/api/v1/rules").at("/data/groups/0/rules/1/alerts/0/activeAt").asText();
    first.close();
    start(null);
    Await.until("the alert fires", () -> get("/api/v2/alerts").size() == 1);
    Await.until(
        "it goes on from its old beginning",
        () ->
            Instant.parse(
                        get("/api/v1/rules")
                            .at("/data/groups/0/rules/1/alerts/0/activeAt")
                            .asText())
                    .getEpochSecond()
                == Instant.parse(since).getEpochSecond());
    assertThat(get("/console/api/alerts").at("/alerts/0/silenced_by")).hasSize(1);
  }

  @Test
  void backtest_tellsWhenAlertsWouldHaveFired() throws IOException {
    start(RULES);
    long end = Instant.parse("2026-03-01T11:00:00Z").toEpochMilli();
    String rules =
        """
        groups:
          - name: past
            rules:
              - record: wave
                expr: vector(time() % 1200)
              - {alert: Wave, expr: wave < 600, for: 2m, annotations: {summary: 'at {{ $value }}'}}
              - {alert: Other, expr: vector(1)}
        """;
    JsonNode answer =
        Http.json(
            post(
                "/console/api/backtest?alert=Wave&start=" + (end - 3_600_000) + "&end=" + end,
                rules));
    assertThat(answer.at("/errors")).isEmpty();
    assertThat(answer.at("/alerts")).hasSize(4);
    JsonNode first = answer.at("/alerts/0");
    long pending = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
    assertThat(first.at("/pending_at_millis").asLong()).isEqualTo(pending);
    assertThat(first.at("/fired_at_millis").asLong()).isEqualTo(pending + 120_000);
    assertThat(first.at("/resolved_at_millis").asLong()).isEqualTo(pending + 600_000);
    assertThat(answer.at("/alerts/3/resolved_at_millis").isNull()).isTrue();
    // Nothing of it stays.
    assertThat(seriesCount("wave")).isZero();
  }

  @Test
  void backtest_thatCannotRun_saysWhy() throws IOException {
    start(RULES);
    assertThat(Http.json(post("/console/api/backtest", "groups: 7")).at("/error").asText())
        .isEqualTo("rules:1:9: a list is wanted for groups");
    assertThat(Http.json(post("/console/api/backtest?start=1", RULES)).at("/error").asText())
        .contains("evaluations, and 20000 is the most");
    assertThat(Http.json(post("/console/api/backtest?alert=Nope", RULES)).at("/error").asText())
        .isEqualTo("no alerting rule has the name Nope");
  }

  @Test
  void runbook_isServedAndNothingElse() throws IOException {
    Files.writeString(directory.resolve("LevelHigh.md"), "# LevelHigh\n");
    Files.writeString(directory.resolve("secret.txt"), "no");
    start(RULES);
    HttpResponse<byte[]> page = Http.get(uri("/console/api/runbooks/LevelHigh"));
    assertThat(page.headers().firstValue("content-type")).hasValue("text/markdown; charset=utf-8");
    assertThat(new String(page.body(), StandardCharsets.UTF_8)).isEqualTo("# LevelHigh\n");
    for (String name : List.of("None", "secret.txt", "..%2Frules", "%2e%2e%2fsecret")) {
      assertThat(Http.get(uri("/console/api/runbooks/" + name)).statusCode())
          .as(name)
          .isIn(400, 404);
    }
  }

  private static String silence(String name, String value, boolean regex, long end) {
    return """
        {"matchers":[{"name":"%s","value":"%s","regex":%s}],"ends_at_millis":%d,
         "created_by":"anna","comment":"known"}
        """
        .formatted(name, value, regex, end);
  }

  private List<String> names() {
    return get("/api/v1/rules").findValuesAsText("name");
  }

  private int seriesCount(String metric) {
    return get("/api/v1/query?query=" + metric).at("/data/result").size();
  }

  /** Null to go on with the file that is there. */
  private Console start(@Nullable String rules) throws IOException {
    if (rules != null) {
      write(rules, 0);
    }
    HttpServer receiver = java.util.Objects.requireNonNull(webhook);
    URI address = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
    Console started =
        Console.start(
            TestConsole.config()
                .dataDirectory(directory.resolve("data"))
                .alerting(
                    new AlertingSettings(
                        List.of(directory.resolve("rules.yml")),
                        AlertingSettings.DEFAULT_RULE_INTERVAL_SECONDS,
                        List.of(),
                        List.of(address),
                        directory,
                        null,
                        Map.of()))
                .build());
    console = started;
    return started;
  }

  /** Each version has a time of its own, however fast they follow each other. */
  private void write(String rules, int version) throws IOException {
    Path file = directory.resolve("rules.yml");
    Files.writeString(file, rules);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L * (version + 1)));
  }

  private URI uri(String path) {
    return java.util.Objects.requireNonNull(console).uri().resolve(path);
  }

  private JsonNode get(String path) {
    return Http.json(uri(path));
  }

  private HttpResponse<byte[]> post(String path, String body) {
    return Http.post(
        uri(path), body.getBytes(StandardCharsets.UTF_8), "content-type", "application/json");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
