package io.choicesherpa.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.console.Console;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** One running backend, everything exported: what a message leaves behind, and what must not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessageTraceTest {

  private static final String PARENT_ID = "00f067aa0ba902b7";
  private static final String CANARY = "canary-7f3a";

  private final Console console = RunningSystem.console();
  private final Backend backend;

  MessageTraceTest() {
    Map<String, String> variables = RunningSystem.get().backendVariables();
    variables.put("OTLP_ENDPOINT", console.otlpGrpcEndpoint().toString());
    backend = Backend.start(variables);
  }

  @BeforeAll
  void isReady() {
    assertThat(backend.port()).isPositive();
  }

  @AfterAll
  void stop() {
    backend.close();
    console.close();
  }

  @Test
  void message_withTraceparent_isOneTraceFromHttpToBothConsumers() throws Exception {
    String traceId = "4bf92f3577b34da6a3ce929d0e0e4701";
    Person person = Person.of(backend, "free");
    String conversation = person.newConversation("issue_raising");

    HttpResponse<String> response =
        person.post(
            "/api/conversations/" + conversation + "/messages",
            "{\"content\":\"I cannot decide where to live\"}",
            "traceparent",
            "00-" + traceId + "-" + PARENT_ID + "-01",
            "X-Request-Id",
            "req-e2e-1");

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.headers().firstValue("X-Request-Id")).hasValue("req-e2e-1");
    assertThat(response.headers().firstValue("traceresponse")).get().asString().contains(traceId);
    assertTree(
        JaegerTrace.await(
            console,
            traceId,
            trace ->
                trace.names().stream().filter(n -> n.startsWith("process conversation")).count()
                    == 2),
        person,
        conversation);
    assertThat(storedMetadata(traceId)).isNotEmpty();
    assertThat(backend.linesOf(traceId))
        .extracting(line -> Backend.field(line, "message"))
        .contains("Message answered");
    JsonNode line = requestLine(traceId);
    assertThat(Backend.field(line, "request_id")).isEqualTo("req-e2e-1");
    assertThat(Backend.field(line, "user_id")).isEqualTo(person.id());
    assertThat(Backend.field(line, "session_id")).isNotNull();
    assertThat(line.get("fields").get("status").asInt()).isEqualTo(201);
  }

  private static void assertTree(JaegerTrace trace, Person person, String conversation) {
    JsonNode http = trace.span("POST /api/conversations/{id}/messages");
    assertThat(JaegerTrace.parentId(http)).isEqualTo(PARENT_ID);
    assertThat(JaegerTrace.tag(http, "span.kind")).isEqualTo("server");
    assertThat(JaegerTrace.tag(http, "http.response.status_code")).isEqualTo("201");
    JsonNode handler = trace.child(http, "send_message_handler");
    assertThat(JaegerTrace.tag(handler, "user_id")).isEqualTo(person.id());
    assertThat(JaegerTrace.tag(handler, "conversation_id")).isEqualTo(conversation);
    assertThat(JaegerTrace.tag(handler, "component_type")).isEqualTo("issue_raising");
    assertThat(JaegerTrace.events(handler)).contains("message_received");
    trace.child(handler, "validate_access");
    JsonNode ai = trace.child(handler, "ai_completion");
    assertThat(JaegerTrace.tag(ai, "span.kind")).isEqualTo("client");
    assertThat(JaegerTrace.tag(ai, "provider")).isEqualTo("openai");
    assertThat(JaegerTrace.tag(ai, "model")).isNotNull();
    assertThat(JaegerTrace.tag(ai, "token_count")).isNotNull();
    assertThat(JaegerTrace.tag(ai, "server.address")).isEqualTo("127.0.0.1");
    assertThat(JaegerTrace.events(ai)).contains("request_sent", "response_received");
    JsonNode save = trace.child(handler, "save_message");
    assertThat(trace.children(save, "INSERT")).isNotEmpty();
    JsonNode publish = trace.span("publish_event");
    assertThat(JaegerTrace.tag(publish, "span.kind")).isEqualTo("producer");
    assertThat(trace.children(publish, "XADD")).hasSize(1);
    List<JsonNode> consumers = trace.children(publish, "process conversation.message_sent");
    assertThat(consumers)
        .extracting(span -> JaegerTrace.tag(span, "messaging.consumer.group.name"))
        .containsExactlyInAnyOrder("dashboard", "notifications");
  }

  private static List<String> storedMetadata(String traceId) throws Exception {
    List<String> found = new ArrayList<>();
    try (Connection connection = RunningSystem.get().database().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT to_jsonb(o)::text FROM outbox o")) {
      while (rows.next()) {
        if (rows.getString(1).contains(traceId)) {
          found.add(rows.getString(1));
        }
      }
    }
    return found;
  }

  private JsonNode requestLine(String traceId) {
    return Await.value(
        "the request's line",
        () ->
            backend.linesOf(traceId).stream()
                .filter(line -> "Request ended".equals(Backend.field(line, "message")))
                .findFirst()
                .orElse(null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|/api/sessions|{\"title\":|400",
        "POST|/api/sessions|{\"tittle\":\"x\"}|400",
        "GET|/api/sessions/00000000-0000-0000-0000-000000000000||404",
        "GET|/api/sessions/'; DROP TABLE sessions; --||4xx",
        "GET|/api/nowhere/at/all||404",
        "GET|/wp-admin/setup.php||4xx",
        "DELETE|/api/sessions||405"
      })
  void badRequest_isAProblemWithTraceAndRequestId(
      String method, String path, String body, String expected) {
    Person person = Person.of(backend, "free");
    HttpRequest request =
        HttpRequest.newBuilder(backend.uri(path.replace(" ", "%20").replace("'", "%27")))
            .header("Authorization", "Bearer " + person.token())
            .header("Content-Type", "application/json")
            .header("X-Request-Id", "bad\",\"level\":\"ERROR")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();

    HttpResponse<String> response = Person.send(request);

    if (expected.equals("4xx")) {
      assertThat(response.statusCode()).isBetween(400, 499);
    } else {
      assertThat(response.statusCode()).isEqualTo(Integer.parseInt(expected));
    }
    assertThat(response.headers().firstValue("Content-Type"))
        .get()
        .asString()
        .startsWith("application/problem+json");
    JsonNode problem = person.json(response);
    assertThat(problem.get("trace_id").asString()).matches("[0-9a-f]{32}");
    assertThat(problem.get("request_id").asString()).matches("[0-9a-f]{32}");
    assertThat(response.headers().firstValue("X-Request-Id"))
        .hasValue(problem.get("request_id").asString());
  }

  @Test
  void wrongComponent_isAProblemThatNamesTheRightOnes() {
    Person person = Person.of(backend, "free");
    String session = person.json(person.post("/api/sessions", "{}")).get("id").asString();
    String cycle =
        person
            .json(person.post("/api/cycles", "{\"session_id\":\"" + session + "\"}"))
            .get("id")
            .asString();

    HttpResponse<String> response =
        person.post("/api/cycles/" + cycle + "/components/nonsense/start", "");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("issue_raising", "notes_next_steps");
  }

  @Test
  void streamWithoutUpgrade_isAProblem() {
    Person person = Person.of(backend, "free");
    String conversation = person.newConversation("alternatives");

    HttpResponse<String> response = person.get("/api/conversations/" + conversation + "/stream");

    assertThat(response.statusCode()).isEqualTo(426);
    assertThat(person.json(response).get("trace_id").asString()).matches("[0-9a-f]{32}");
  }

  @Test
  void readiness_namesItsChecksRequiredOnesFirst() {
    assertThat(Person.of(backend, "free").get("/health/ready").body())
        .isEqualTo(
            "{\"status\":\"ready\",\"checks\":{\"database\":\"ok\",\"redis\":\"ok\",\"ai_provider\":\"ok\"}}");
  }

  @Test
  void startedBackend_passesItsStartUpProbe_andHasItsHealthAsMetric() {
    assertThat(Person.of(backend, "free").get("/health/startup").body())
        .isEqualTo("{\"status\":\"started\"}");
    for (String check : List.of("database", "redis", "ai_provider")) {
      Await.until(
          check + " as a metric",
          () -> backend.metrics().contains("health_check_status{check=\"" + check + "\"} 1.0"));
    }
  }

  @Test
  void oversizedMessage_isRefusedAsAProblem() {
    Person person = Person.of(backend, "free");
    String path = "/api/conversations/" + person.newConversation("tradeoffs") + "/messages";

    assertThat(person.post(path, content(10_001)).statusCode()).isEqualTo(422);
    HttpResponse<String> tooLarge = person.post(path, content(100_000));
    assertThat(tooLarge.statusCode()).isEqualTo(413);
    assertThat(person.json(tooLarge).get("trace_id").asString()).matches("[0-9a-f]{32}");
  }

  private static String content(int chars) {
    return "{\"content\":\"" + "x".repeat(chars) + "\"}";
  }

  @Test
  void strangersSession_isNotFoundAndAudited() {
    Person owner = Person.of(backend, "free");
    Person stranger = Person.of(backend, "free");
    String session = owner.json(owner.post("/api/sessions", "{}")).get("id").asString();

    assertThat(stranger.get("/api/sessions/" + session).statusCode()).isEqualTo(404);

    JsonNode line =
        Await.value(
            "the audit line",
            () ->
                backend.lines().stream()
                    .filter(l -> "audit".equals(Backend.field(l, "target")))
                    .filter(l -> l.toString().contains(session))
                    .findFirst()
                    .orElse(null));
    assertThat(line.toString()).contains(stranger.id());
  }

  @Test
  void hostileRequests_growNoLabelAndForgeNoLine() {
    Person person = Person.of(backend, "free");
    for (int i = 0; i < 50; i++) {
      person.get("/api/sessions/" + CANARY + i);
      person.get("/" + CANARY + i + "%0A%7B%22level%22:%22ERROR%22%7D");
      person.get("/api/sessions?x=" + CANARY, "tracestate", CANARY + "=" + i, "User-Agent", "\t{");
    }

    String metrics = backend.metrics();
    assertThat(metrics).doesNotContain(CANARY);
    assertThat(paths(metrics)).allMatch(path -> path.startsWith("/")).hasSizeLessThan(40);
    assertThat(backend.lines())
        .allSatisfy(
            line ->
                assertThat(Backend.field(line, "timestamp"))
                    .as(line.toString())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
    assertThat(backend.text()).doesNotContain("{\"level\":\"ERROR\"}");
  }

  private static Set<String> paths(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith("http_requests_total{"))
        .map(line -> line.replaceFirst(".*path=\"([^\"]*)\".*", "$1"))
        .collect(Collectors.toSet());
  }

  @Test
  void whatPeopleWrite_isInNoOutput() {
    String traceId = "4bf92f3577b34da6a3ce929d0e0e4702";
    Person person = Person.of(backend, "pro");
    String conversation = person.newConversation("objectives");
    person.post("/api/sessions", "{\"title\":\"secret-title-" + CANARY + "\"}");
    HttpResponse<String> response =
        person.post(
            "/api/conversations/" + conversation + "/messages",
            "{\"content\":\"secret-text-" + CANARY + " me@" + CANARY + ".example\"}",
            "traceparent",
            "00-" + traceId + "-" + PARENT_ID + "-01");
    assertThat(response.statusCode()).isEqualTo(201);
    JaegerTrace trace =
        JaegerTrace.await(console, traceId, t -> t.names().contains("publish_event"));

    assertThat(trace.names()).contains("ai_completion");
    assertThat(traceText(traceId)).doesNotContain("secret-text").doesNotContain("@" + CANARY);
    assertThat(backend.text())
        .doesNotContain("secret-t")
        .doesNotContain("@" + CANARY)
        .doesNotContain(person.token());
    assertThat(backend.metrics()).doesNotContain("secret-t");
  }

  private String traceText(String traceId) {
    return Person.send(
            HttpRequest.newBuilder(console.uri().resolve("/api/traces/" + traceId)).build())
        .body();
  }

  @Test
  void catalogue_closedLabelSets_existFromTheStart() {
    assertThat(backend.metrics())
        .contains(
            "components_started_total{component_type=\"notes_next_steps\"} ",
            "journey_stage_reached_total{stage=\"session\"} ",
            "events_pending{stage=\"outbox\"} ",
            "events_pending{stage=\"stream\"} ",
            "sessions_created_total{tier=\"premium\"} ",
            "messages_sent_total{role=\"assistant\"} ",
            "websocket_connections_active ",
            "sessions_active ");
  }
}
