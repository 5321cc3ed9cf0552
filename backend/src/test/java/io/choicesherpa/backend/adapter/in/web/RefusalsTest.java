package io.choicesherpa.backend.adapter.in.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.backend.adapter.in.web.Api.Answer;
import io.choicesherpa.backend.application.port.out.AiUnavailableException;
import io.choicesherpa.backend.application.port.out.AiUnavailableException.Reason;
import io.choicesherpa.backend.application.port.out.LimitRate;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.testing.FakePorts;
import io.choicesherpa.backend.testing.FakePorts.Denial;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@WebTest
class RefusalsTest {

  private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

  @LocalServerPort private int port;
  @Autowired private FakePorts ports;

  @BeforeEach
  void forget() {
    ports.reset();
  }

  private static void assertProblem(Answer answer, int status) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.text("title")).isNotBlank();
    assertThat(answer.text("detail")).isNotBlank();
    assertThat(answer.text("trace_id")).matches("[0-9a-f]{32}");
    assertThat(answer.text("request_id")).isEqualTo(answer.header("X-Request-Id"));
  }

  @Test
  void problem_carriesTheCallersTraceAndRequestId() {
    Api person = Api.someone(port);
    Answer answer =
        person.send(
            person
                .request("/api/sessions/" + UUID.randomUUID())
                .header("traceparent", "00-" + TRACE_ID + "-00f067aa0ba902b7-01")
                .header("X-Request-Id", "req-7")
                .GET());
    assertProblem(answer, 404);
    assertThat(answer.text("trace_id")).isEqualTo(TRACE_ID);
    assertThat(answer.text("request_id")).isEqualTo("req-7");
  }

  @Test
  void missingToken_is401WithChallenge() {
    Answer answer = Api.anonymous(port).get("/api/sessions");
    assertProblem(answer, 401);
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.", "a.b.c"})
  void worthlessToken_is401(String token) {
    Answer answer = Api.withToken(port, "x", token).get("/api/sessions");
    assertProblem(answer, 401);
    assertThat(answer.header("WWW-Authenticate")).contains("invalid_token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/", "/error", "/index.html", "/actuator"})
  void unknownPath_is404_withOrWithoutToken(String path) {
    assertProblem(Api.anonymous(port).get(path), 404);
    assertProblem(Api.someone(port).get(path), 404);
  }

  @Test
  void unknownPathOfTheApi_is401FirstAnd404WithToken() {
    assertProblem(Api.anonymous(port).get("/api/nothing"), 401);
    assertProblem(Api.someone(port).get("/api/nothing"), 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api//sessions", "/api/sessions;a=b", "/api/%2e%2e/x", "/api/a%2Fb"})
  void addressThatTheFirewallRefuses_is400(String path) {
    assertThat(Api.someone(port).get(path).status()).isEqualTo(400);
    assertThat(Api.someone(port).get(path).header("Content-Type"))
        .isEqualTo("application/problem+json");
  }

  @Test
  void methodThatTheFirewallDoesNotKnow_is400NotBlamingTheAddressAlone() {
    Api person = Api.someone(port);
    Answer answer =
        person.send(person.request("/api/sessions").method("BREW", BodyPublishers.noBody()));
    assertProblem(answer, 400);
    assertThat(answer.text("detail")).isEqualTo("The request's method or address is not allowed.");
  }

  @Test
  void wrongMethod_is405NamingTheRightOnes() {
    Api person = Api.someone(port);
    Answer answer = person.send(person.request("/api/sessions").DELETE());
    assertProblem(answer, 405);
    assertThat(answer.header("Allow")).contains("GET").contains("POST");
  }

  @Test
  void answerInAnotherFormat_is406() {
    Api person = Api.someone(port);
    assertProblem(
        person.send(person.request("/api/sessions").header("Accept", "text/html").GET()), 406);
  }

  @Test
  void bodyInAnotherFormat_is415() {
    Api person = Api.someone(port);
    assertProblem(
        person.send(
            person
                .request("/api/sessions")
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString("<x/>"))),
        415);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"title\":", "[]", "\"x\"", "{\"title\":\"a\"} x", "nul", "7"})
  void malformedJson_is400(String body) {
    assertProblem(Api.someone(port).post("/api/sessions", body), 400);
  }

  @Test
  void missingBody_is400() {
    Api person = Api.someone(port);
    assertProblem(person.post("/api/cycles"), 400);
    assertProblem(person.post("/api/cycles", ""), 400);
    assertProblem(person.post("/api/cycles", "null"), 400);
  }

  @Test
  void unknownField_is400NamingItAndTheKnownOnes() {
    Answer answer = Api.someone(port).post("/api/sessions", "{\"titel\":\"x\"}");
    assertProblem(answer, 400);
    assertThat(answer.text("field")).isEqualTo("titel");
    assertThat(answer.json().get("allowed").get(0).stringValue()).isEqualTo("title");
  }

  @Test
  void numberForText_is400NamingTheField() {
    Answer answer = Api.someone(port).post("/api/cycles", "{\"session_id\":7}");
    assertProblem(answer, 400);
    assertThat(answer.text("field")).isEqualTo("session_id");
    assertThat(answer.text("detail")).contains("string");
  }

  @Test
  void missingField_is400NamingIt() {
    Answer answer = Api.someone(port).post("/api/cycles", "{}");
    assertProblem(answer, 400);
    assertThat(answer.text("field")).isEqualTo("session_id");
  }

  @Test
  void unknownComponent_is400NamingAllNine() {
    Api person = Api.someone(port);
    String cycle = person.newCycle(person.newSession());
    Answer inPath = person.post("/api/cycles/" + cycle + "/components/dreams/start");
    Answer inBody =
        person.post(
            "/api/conversations",
            "{\"cycle_id\":\"" + cycle + "\",\"component_type\":\"Objectives\"}");
    for (Answer answer : new Answer[] {inPath, inBody}) {
      assertProblem(answer, 400);
      assertThat(answer.json().get("allowed")).hasSize(9);
      assertThat(answer.text("detail")).contains(ComponentType.wireNames());
    }
  }

  @Test
  void componentInTheWrongState_is409NamingTheOnesThatFit() {
    Api person = Api.someone(port);
    String components = "/api/cycles/" + person.newCycle(person.newSession()) + "/components/";
    Answer early = person.post(components + "objectives/complete");
    assertProblem(early, 409);
    assertThat(early.json().get("allowed")).isEmpty();
    person.post(components + "issue_raising/start");
    assertThat(person.post(components + "objectives/complete").json().get("allowed").get(0))
        .hasToString("\"issue_raising\"");
    Answer again = person.post(components + "issue_raising/start");
    assertProblem(again, 409);
    assertThat(again.json().get("allowed")).hasSize(8);
  }

  @Test
  void cycleWithComponentInProgress_isNotCompleted() {
    Api person = Api.someone(port);
    String cycle = person.newCycle(person.newSession());
    person.post("/api/cycles/" + cycle + "/components/tradeoffs/start");
    Answer answer = person.post("/api/cycles/" + cycle + "/complete");
    assertProblem(answer, 409);
    assertThat(answer.text("detail")).contains("tradeoffs");
  }

  @Test
  void completedCycle_takesNoChanges() {
    Api person = Api.someone(port);
    String cycle = person.newCycle(person.newSession());
    String conversation = person.newConversation(cycle, "objectives");
    person.post("/api/cycles/" + cycle + "/components/objectives/complete");
    person.post("/api/cycles/" + cycle + "/complete");

    assertProblem(person.post("/api/cycles/" + cycle + "/complete"), 409);
    assertProblem(person.post("/api/cycles/" + cycle + "/components/tradeoffs/start"), 409);
    assertProblem(
        person.post("/api/conversations/" + conversation + "/messages", "{\"content\":\"x\"}"),
        409);
    assertThat(person.post("/api/cycles/" + cycle + "/branch").status()).isEqualTo(201);
  }

  @Test
  void archivedSession_canBeReadAndTakesNoChanges() {
    Api person = Api.someone(port);
    String session = person.newSession();
    String cycle = person.newCycle(session);
    String conversation = person.newConversation(cycle, "objectives");
    String messages = "/api/conversations/" + conversation + "/messages";
    assertThat(person.post("/api/sessions/" + session + "/archive").status()).isEqualTo(200);

    Answer refused = person.post("/api/sessions/" + session + "/archive");
    assertProblem(refused, 409);
    assertThat(refused.text("type")).endsWith("session-archived");
    assertProblem(person.post("/api/cycles", "{\"session_id\":\"" + session + "\"}"), 409);
    assertProblem(person.post("/api/cycles/" + cycle + "/branch"), 409);
    assertProblem(person.post("/api/cycles/" + cycle + "/complete"), 409);
    assertProblem(person.post("/api/cycles/" + cycle + "/components/objectives/complete"), 409);
    assertProblem(person.post(messages, "{\"content\":\"x\"}"), 409);
    assertThat(ports.prompts).isEmpty();
    assertThat(person.get("/api/sessions/" + session).status()).isEqualTo(200);
    assertThat(person.get("/api/cycles/" + cycle).status()).isEqualTo(200);
    assertThat(person.get(messages).status()).isEqualTo(200);
  }

  @Test
  void strangersThings_are404AndOnRecord() {
    Api owner = Api.someone(port);
    String session = owner.newSession();
    String cycle = owner.newCycle(session);
    String conversation = owner.newConversation(cycle, "objectives");
    Api stranger = Api.someone(port);

    assertProblem(stranger.get("/api/sessions/" + session), 404);
    assertProblem(stranger.post("/api/sessions/" + session + "/archive"), 404);
    assertProblem(stranger.post("/api/cycles", "{\"session_id\":\"" + session + "\"}"), 404);
    assertThat(ports.denials)
        .hasSize(3)
        .allSatisfy(
            denial -> {
              assertThat(denial.actor().value()).isEqualTo(stranger.user());
              assertThat(denial.resourceType()).isEqualTo("session");
              assertThat(denial.resourceId()).isEqualTo(session);
            });
    ports.denials.clear();
    assertProblem(stranger.get("/api/cycles/" + cycle), 404);
    assertProblem(stranger.post("/api/cycles/" + cycle + "/branch"), 404);
    assertProblem(stranger.post("/api/cycles/" + cycle + "/complete"), 404);
    assertProblem(stranger.post("/api/cycles/" + cycle + "/components/objectives/start"), 404);
    assertThat(ports.denials).hasSize(4).extracting(Denial::resourceType).containsOnly("cycle");
    ports.denials.clear();
    assertProblem(stranger.get("/api/conversations/" + conversation), 404);
    assertProblem(stranger.get("/api/conversations/" + conversation + "/messages"), 404);
    assertProblem(
        stranger.post("/api/conversations/" + conversation + "/messages", "{\"content\":\"x\"}"),
        404);
    assertThat(ports.denials)
        .hasSize(3)
        .extracting(Denial::resourceType)
        .containsOnly("conversation");
    assertThat(stranger.get("/api/sessions").json().get("sessions")).isEmpty();
    assertThat(stranger.get("/api/sessions?before=" + session).json().get("sessions")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"7", "not-a-uuid", "00000000-0000-0000-0000-000000000000", "%00", "1-1-1-1-1"})
  void unknownId_is404_andNobodysBusiness(String id) {
    Api person = Api.someone(port);
    int expected = id.equals("%00") ? 400 : 404;
    assertThat(person.get("/api/sessions/" + id).status()).isEqualTo(expected);
    assertThat(person.get("/api/cycles/" + id).status()).isEqualTo(expected);
    assertThat(person.get("/api/conversations/" + id + "/messages").status()).isEqualTo(expected);
    assertThat(ports.denials).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"abc,400", "99999999999,400", "1.5,400", "0,422", "-1,422", "201,422"})
  void limitOutOfItsRange_isRefused(String limit, int status) {
    Answer answer = Api.someone(port).get("/api/sessions?limit=" + limit);
    assertProblem(answer, status);
    assertThat(answer.text("field")).isEqualTo("limit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \\n ", "a\\u0000b", "\\ud83d alone", "\\ude00 first"})
  void messageThatCannotBeKept_is422(String content) {
    Api person = Api.someone(port);
    String conversation =
        person.newConversation(person.newCycle(person.newSession()), "objectives");
    Answer answer =
        person.post(
            "/api/conversations/" + conversation + "/messages",
            "{\"content\":\"" + content + "\"}");
    assertProblem(answer, 422);
    assertThat(answer.text("field")).isEqualTo("content");
    assertThat(ports.prompts).isEmpty();
  }

  @Test
  void longestMessage_isTaken_andOneMoreCharacterIs422() {
    Api person = Api.someone(port);
    String conversation =
        person.newConversation(person.newCycle(person.newSession()), "objectives");
    String path = "/api/conversations/" + conversation + "/messages";
    String escaped = "\\u00e9".repeat(10_000);
    assertThat(person.post(path, "{\"content\":\"" + escaped + "\"}").status()).isEqualTo(201);
    assertProblem(person.post(path, "{\"content\":\"" + escaped + "x\"}"), 422);
  }

  @Test
  void bodyBeyondTheLimit_is413_withAndWithoutItsLengthTold() {
    Api person = Api.someone(port);
    byte[] body =
        ("{\"title\":\"" + "x".repeat(BodyLimitFilter.MAX_BYTES) + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    assertProblem(
        person.send(
            person
                .request("/api/sessions")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))),
        413);
    assertProblem(
        person.send(
            person
                .request("/api/sessions")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))),
        413);
  }

  @Test
  void titleBeyondTheLimit_is422() {
    Api person = Api.someone(port);
    assertProblem(person.post("/api/sessions", "{\"title\":\"" + "x".repeat(201) + "\"}"), 422);
  }

  @Test
  void usedUpTier_is429WithRetryAfter() {
    Api person = Api.someone(port);
    ports.limits = (user, what) -> new LimitRate.Decision(false, Duration.ofMillis(2_100));
    Answer answer = person.post("/api/sessions");
    assertProblem(answer, 429);
    assertThat(answer.header("Retry-After")).isEqualTo("3");
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void aiThatFails_isAGatewayErrorAndNothingIsKept(Reason reason) {
    Api person = Api.someone(port);
    String conversation =
        person.newConversation(person.newCycle(person.newSession()), "objectives");
    String path = "/api/conversations/" + conversation + "/messages";
    ports.ai =
        prompt -> {
          throw new AiUnavailableException(reason, "secret detail", Duration.ofSeconds(9), null);
        };
    Answer answer = person.post(path, "{\"content\":\"hello\"}");
    assertProblem(
        answer,
        switch (reason) {
          case TIMEOUT -> 504;
          case OVERLOADED -> 503;
          case FAILED -> 502;
        });
    assertThat(answer.header("Retry-After")).isEqualTo("9");
    assertThat(answer.response().body()).doesNotContain("secret detail");
    assertThat(person.get(path).json().get("messages")).isEmpty();
  }

  @Test
  void ownFailure_is500WithoutItsInternals() {
    Api person = Api.someone(port);
    ports.limits =
        (user, what) -> {
          throw new IllegalStateException("secret detail");
        };
    Answer answer = person.post("/api/sessions");
    assertProblem(answer, 500);
    assertThat(answer.response().body()).doesNotContain("secret").doesNotContain("Exception");
  }
}
