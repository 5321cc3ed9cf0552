package io.choicesherpa.backend.adapter.out.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.backend.adapter.redis.EventTypes;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.DomainEvent;
import io.choicesherpa.backend.domain.MessageId;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.backend.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventPayloadsTest {

  private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final SessionId SESSION = new SessionId(ID);
  private static final CycleId CYCLE = new CycleId(ID);
  private static final ConversationId CONVERSATION = new ConversationId(ID);
  private static final MessageId MESSAGE = new MessageId(ID);
  private static final UserId USER = new UserId("user-1");
  private static final Instant AT = Instant.EPOCH;
  private static final ComponentType TYPE = ComponentType.OBJECTIVES;

  static final List<DomainEvent> ALL =
      List.of(
          new DomainEvent.SessionCreated(SESSION, USER, Tier.PRO, AT),
          new DomainEvent.SessionArchived(SESSION, USER, AT),
          new DomainEvent.CycleCreated(CYCLE, SESSION, USER, AT),
          new DomainEvent.CycleBranched(CYCLE, CYCLE, TYPE, SESSION, USER, AT),
          new DomainEvent.CycleCompleted(CYCLE, SESSION, USER, AT),
          new DomainEvent.ComponentStarted(CYCLE, TYPE, SESSION, USER, AT),
          new DomainEvent.ComponentCompleted(CYCLE, TYPE, SESSION, USER, AT),
          new DomainEvent.ConversationStarted(CONVERSATION, CYCLE, TYPE, SESSION, USER, AT),
          new DomainEvent.MessageSent(
              CONVERSATION, TYPE, MESSAGE, MESSAGE, 3, 4, SESSION, USER, AT));

  @Test
  void everyKindOfEvent_hasAPayloadAndAKnownType() {
    assertThat(ALL).hasSize(DomainEvent.class.getPermittedSubclasses().length);
    assertThat(ALL).extracting(DomainEvent::type).containsExactlyElementsOf(EventTypes.ALL);
    assertThat(ALL)
        .allSatisfy(
            event ->
                assertThat(EventPayloads.of(event))
                    .containsEntry("session_id", ID.toString())
                    .containsEntry("user_id", "user-1"));
  }

  @Test
  void payload_holdsIdsTypesAndSizes() {
    assertThat(EventPayloads.of(ALL.get(3)))
        .containsOnlyKeys("session_id", "user_id", "cycle_id", "parent_cycle_id", "from_component");
    assertThat(EventPayloads.of(ALL.get(8)))
        .containsOnlyKeys(
            "session_id",
            "user_id",
            "conversation_id",
            "component_type",
            "user_message_id",
            "assistant_message_id",
            "user_text_chars",
            "assistant_text_chars")
        .containsEntry("user_text_chars", 3)
        .containsEntry("component_type", "objectives");
  }

  @Test
  void branchOfEverything_namesNoComponent() {
    assertThat(
            EventPayloads.of(new DomainEvent.CycleBranched(CYCLE, CYCLE, null, SESSION, USER, AT)))
        .doesNotContainKey("from_component");
  }
}
