package io.choicesherpa.backend.adapter.in.web;

import io.choicesherpa.backend.domain.Conversation;
import java.time.Instant;

/** A conversation as the API shows it. */
record ConversationResponse(
    String id, String cycleId, String sessionId, String componentType, Instant startedAt) {

  static ConversationResponse of(Conversation conversation) {
    return new ConversationResponse(
        conversation.id().toString(),
        conversation.cycleId().toString(),
        conversation.sessionId().toString(),
        conversation.componentType().wireName(),
        conversation.startedAt());
  }
}
