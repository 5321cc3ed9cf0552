package io.choicesherpa.backend.adapter.out.events;

import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.DomainEvent;
import io.choicesherpa.backend.domain.DomainEvent.ComponentCompleted;
import io.choicesherpa.backend.domain.DomainEvent.ComponentStarted;
import io.choicesherpa.backend.domain.DomainEvent.ConversationStarted;
import io.choicesherpa.backend.domain.DomainEvent.CycleBranched;
import io.choicesherpa.backend.domain.DomainEvent.CycleCompleted;
import io.choicesherpa.backend.domain.DomainEvent.CycleCreated;
import io.choicesherpa.backend.domain.DomainEvent.MessageSent;
import io.choicesherpa.backend.domain.DomainEvent.SessionArchived;
import io.choicesherpa.backend.domain.DomainEvent.SessionCreated;
import java.util.LinkedHashMap;
import java.util.Map;

/** What of a domain event goes into the envelope's payload: ids, types and sizes. */
final class EventPayloads {

  private EventPayloads() {}

  static Map<String, Object> of(DomainEvent event) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("session_id", event.sessionId().toString());
    payload.put("user_id", event.userId().value());
    addOwn(event, payload);
    return payload;
  }

  private static void addOwn(DomainEvent event, Map<String, Object> payload) {
    if (event instanceof SessionCreated created) {
      payload.put("tier", created.tier().wireName());
    } else if (event instanceof CycleCreated created) {
      payload.put("cycle_id", created.cycleId().toString());
    } else if (event instanceof CycleBranched branched) {
      payload.put("cycle_id", branched.cycleId().toString());
      payload.put("parent_cycle_id", branched.parentCycleId().toString());
      ComponentType from = branched.fromComponent();
      if (from != null) {
        payload.put("from_component", from.wireName());
      }
    } else if (event instanceof CycleCompleted completed) {
      payload.put("cycle_id", completed.cycleId().toString());
    } else if (event instanceof ComponentStarted started) {
      payload.put("cycle_id", started.cycleId().toString());
      payload.put("component_type", started.componentType().wireName());
    } else if (event instanceof ComponentCompleted completed) {
      payload.put("cycle_id", completed.cycleId().toString());
      payload.put("component_type", completed.componentType().wireName());
    } else if (event instanceof ConversationStarted started) {
      payload.put("conversation_id", started.conversationId().toString());
      payload.put("cycle_id", started.cycleId().toString());
      payload.put("component_type", started.componentType().wireName());
    } else if (event instanceof MessageSent sent) {
      payload.put("conversation_id", sent.conversationId().toString());
      payload.put("component_type", sent.componentType().wireName());
      payload.put("user_message_id", sent.userMessageId().toString());
      payload.put("assistant_message_id", sent.assistantMessageId().toString());
      payload.put("user_text_chars", sent.userTextChars());
      payload.put("assistant_text_chars", sent.assistantTextChars());
    } else if (!(event instanceof SessionArchived)) {
      throw new IllegalStateException("no payload for " + event.getClass().getName());
    }
  }
}
