package io.choicesherpa.backend.adapter.in.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.backend.adapter.in.web.Api.Answer;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.DomainEvent;
import io.choicesherpa.backend.testing.FakePorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@WebTest
class DecisionFlowTest {

  @LocalServerPort private int port;
  @Autowired private FakePorts ports;

  @BeforeEach
  void forget() {
    ports.reset();
  }

  @Test
  void wholeDecision_walksThroughAllComponents() {
    Api person = Api.someone(port, "premium");
    Answer created = person.post("/api/sessions", "{\"title\":\"Where to live\"}");
    assertThat(created.status()).isEqualTo(201);
    String session = created.text("id");
    assertThat(created.header("Location")).isEqualTo("/api/sessions/" + session);
    assertThat(created.text("title")).isEqualTo("Where to live");
    assertThat(created.text("status")).isEqualTo("active");

    Answer cycle = person.post("/api/cycles", "{\"session_id\":\"" + session + "\"}");
    assertThat(cycle.status()).isEqualTo(201);
    String cycleId = cycle.text("id");
    for (String type : ComponentType.wireNames()) {
      Answer started = person.post("/api/cycles/" + cycleId + "/components/" + type + "/start");
      assertThat(started.status()).isEqualTo(200);
      assertThat(started.text("status")).isEqualTo("in_progress");
      Answer done = person.post("/api/cycles/" + cycleId + "/components/" + type + "/complete");
      assertThat(done.status()).isEqualTo(200);
      assertThat(done.text("status")).isEqualTo("completed");
    }
    Answer completed = person.post("/api/cycles/" + cycleId + "/complete");
    assertThat(completed.status()).isEqualTo(200);
    assertThat(completed.text("status")).isEqualTo("completed");
    assertThat(completed.json().get("components")).hasSize(9);

    Answer archived = person.post("/api/sessions/" + session + "/archive");
    assertThat(archived.status()).isEqualTo(200);
    assertThat(archived.text("status")).isEqualTo("archived");
    assertThat(ports.events.stream().map(DomainEvent::type).distinct())
        .containsExactly(
            "session.created",
            "cycle.created",
            "component.started",
            "component.completed",
            "cycle.completed",
            "session.archived");
  }

  @Test
  void message_isAnsweredAndKept() {
    Api person = Api.someone(port);
    String conversation =
        person.newConversation(person.newCycle(person.newSession()), "issue_raising");
    Answer sent =
        person.post(
            "/api/conversations/" + conversation + "/messages",
            "{\"content\":\"I cannot decide. \\u00fc \\ud83d\\ude00\"}");

    assertThat(sent.status()).isEqualTo(201);
    JsonNode answer = sent.json().get("assistant_message");
    assertThat(answer.get("role").stringValue()).isEqualTo("assistant");
    assertThat(answer.get("content").stringValue()).isEqualTo("You said: I cannot decide. ü 😀");
    JsonNode kept = person.get("/api/conversations/" + conversation + "/messages").json();
    assertThat(kept.get("messages")).hasSize(2);
    assertThat(kept.get("messages").get(0)).isEqualTo(sent.json().get("user_message"));
    assertThat(kept.get("messages").get(1)).isEqualTo(answer);
  }

  @Test
  void messages_pageBackwards() {
    Api person = Api.someone(port);
    String conversation =
        person.newConversation(person.newCycle(person.newSession()), "objectives");
    String path = "/api/conversations/" + conversation + "/messages";
    person.post(path, "{\"content\":\"one\"}");
    person.post(path, "{\"content\":\"two\"}");

    JsonNode newest = person.get(path + "?limit=3").json().get("messages");
    assertThat(newest).hasSize(3);
    assertThat(newest.get(2).get("content").stringValue()).isEqualTo("You said: two");
    String oldest = newest.get(0).get("id").stringValue();
    JsonNode older = person.get(path + "?limit=3&before=" + oldest).json().get("messages");
    assertThat(older).hasSize(1);
    assertThat(older.get(0).get("content").stringValue()).isEqualTo("one");
  }

  @Test
  void conversation_asksForTheSameComponentAgain_isTheSame() {
    Api person = Api.someone(port);
    String cycle = person.newCycle(person.newSession());
    String body = "{\"cycle_id\":\"" + cycle + "\",\"component_type\":\"tradeoffs\"}";
    Answer first = person.post("/api/conversations", body);
    Answer second = person.post("/api/conversations", body);

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(person.get("/api/conversations/" + first.text("id")).json()).isEqualTo(first.json());
    JsonNode tradeoffs = person.get("/api/cycles/" + cycle).json().get("components").get(5);
    assertThat(tradeoffs.get("status").stringValue()).isEqualTo("in_progress");
    assertThat(tradeoffs.get("conversation_id").stringValue()).isEqualTo(first.text("id"));
  }

  @Test
  void branch_takesOverWhatWasCompletedBefore() {
    Api person = Api.someone(port);
    String session = person.newSession();
    String cycle = person.newCycle(session);
    for (String type : ComponentType.wireNames().subList(0, 3)) {
      person.post("/api/cycles/" + cycle + "/components/" + type + "/start");
      person.post("/api/cycles/" + cycle + "/components/" + type + "/complete");
    }
    Answer branch =
        person.post("/api/cycles/" + cycle + "/branch", "{\"component_type\":\"objectives\"}");

    assertThat(branch.status()).isEqualTo(201);
    assertThat(branch.text("parent_id")).isEqualTo(cycle);
    assertThat(branch.json().get("components").findValuesAsString("status"))
        .startsWith("completed", "completed", "not_started");
    assertThat(person.get("/api/cycles/" + branch.text("id")).json()).isEqualTo(branch.json());
    assertThat(person.get("/api/sessions/" + session).json().get("cycles")).hasSize(2);
    Answer whole = person.post("/api/cycles/" + cycle + "/branch");
    assertThat(whole.json().get("components").findValuesAsString("status"))
        .startsWith("completed", "completed", "completed", "not_started");
  }

  @Test
  void sessions_pageFromTheNewest() {
    Api person = Api.someone(port);
    String first = person.newSession();
    String second = person.newSession();
    String third = person.newSession();

    JsonNode newest = person.get("/api/sessions?limit=2").json();
    assertThat(newest.findValuesAsString("id")).containsExactly(third, second);
    JsonNode older = person.get("/api/sessions?limit=2&before=" + second).json();
    assertThat(older.findValuesAsString("id")).containsExactly(first);
  }

  @Test
  void session_needsNeitherTitleNorBody() {
    Api person = Api.someone(port);
    Answer bare = person.post("/api/sessions");
    assertThat(bare.status()).isEqualTo(201);
    assertThat(bare.json().get("title").isNull()).isTrue();
    assertThat(person.post("/api/sessions", "{}").status()).isEqualTo(201);
  }
}
