package io.choicesherpa.backend.domain;

import java.time.Instant;

/** The talk over one component of one cycle; there is one for each at most. */
public record Conversation(
    ConversationId id,
    SessionId sessionId,
    CycleId cycleId,
    ComponentType componentType,
    Instant startedAt) {}
