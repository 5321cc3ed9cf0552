package io.choicesherpa.backend.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "user-1", "A_b-9", "0123456789012345678901234567890123456789"})
  void opaqueUserId_isTaken(String id) {
    assertThat(new UserId(id)).hasToString(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "ann@example.org", "a b", "a\nb", "é", "auth0|1", "a/b"})
  void otherUserId_isRefusedWithoutRepeatingIt(String id) {
    assertThatThrownBy(() -> new UserId(id))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("user_id must be 1 to 64 of A-Z, a-z, 0-9, '_' and '-'.");
  }

  @Test
  void userId_isBounded() {
    assertThat(new UserId("x".repeat(64)).value()).hasSize(64);
    assertThatThrownBy(() -> new UserId("x".repeat(65))).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void id_hasOneSpelling() {
    UUID uuid = UUID.fromString("4bf92f35-77b3-4da6-a3ce-929d0e0e4736");
    assertThat(SessionId.parse(uuid.toString())).contains(new SessionId(uuid));
    assertThat(SessionId.parse("4BF92F35-77B3-4DA6-A3CE-929D0E0E4736"))
        .contains(new SessionId(uuid));
    assertThat(SessionId.parse("1-1-1-1-1")).isEmpty();
    assertThat(SessionId.parse("4bf92f3577b34da6a3ce929d0e0e4736")).isEmpty();
    assertThat(SessionId.parse("4bf92f35-77b3-4da6-a3ce-929d0e0e473x")).isEmpty();
    assertThat(SessionId.parse("4bf92f35-77b34-da6-a3ce-929d0e0e4736")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(ComponentType.class)
  void componentType_isReadBackFromItsWireName(ComponentType type) {
    assertThat(ComponentType.parse(type.wireName())).contains(type);
    assertThat(ComponentType.parse(type.name())).isEmpty();
    assertThat(JourneyStage.of(type).wireName()).isEqualTo(type.wireName());
  }

  @Test
  void wireNames_areThoseOfTheApi() {
    assertThat(ComponentType.wireNames())
        .containsExactly(
            "issue_raising",
            "problem_frame",
            "objectives",
            "alternatives",
            "consequences",
            "tradeoffs",
            "recommendation",
            "decision_quality",
            "notes_next_steps");
    assertThat(JourneyStage.wireNames())
        .startsWith("session", "cycle", "issue_raising")
        .hasSize(11);
    assertThat(Tier.wireNames()).containsExactly("free", "premium", "pro");
    assertThat(Role.wireNames()).containsExactly("user", "assistant", "system");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \t\n", "a\0b", "\ud83d", "\ude00\ud83d", "x\ud83d"})
  void textThatCannotBeKept_isRefused(String text) {
    assertThatThrownBy(() -> Message.requireUserText(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("content must not ");
  }

  @Test
  void text_isKeptAsItIs_upToItsBound() {
    assertThat(Message.requireUserText(" \ud83d\ude00\r\n ")).isEqualTo(" \ud83d\ude00\r\n ");
    assertThat(Message.requireUserText("x".repeat(10_000))).hasSize(10_000);
    assertThatThrownBy(() -> Message.requireUserText("x".repeat(10_001)))
        .hasMessage("content must have at most 10000 characters, not 10001.");
  }

  @Test
  void message_doesNotShowItsText() {
    Message message =
        new Message(
            new MessageId(new UUID(0, 1)),
            new ConversationId(new UUID(0, 2)),
            Role.USER,
            "secret",
            Instant.EPOCH);
    assertThat(message.toString()).doesNotContain("secret").contains("6 chars");
  }

  @Test
  void event_namesItsAggregate() {
    DomainEvent event =
        new DomainEvent.ComponentStarted(
            new CycleId(new UUID(0, 1)),
            ComponentType.OBJECTIVES,
            new SessionId(new UUID(0, 2)),
            new UserId("ann"),
            Instant.EPOCH);
    assertThat(event.type()).isEqualTo("component.started");
    assertThat(event.aggregateType()).isEqualTo("component");
    assertThat(event.aggregateId()).isEqualTo(new UUID(0, 1).toString());
  }
}
