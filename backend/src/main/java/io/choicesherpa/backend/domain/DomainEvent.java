package io.choicesherpa.backend.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened, told after the fact. No event holds text that a person wrote. */
public sealed interface DomainEvent {

  /** Dot-separated, past tense, e.g. {@code session.created}. */
  String type();

  /** Whose event it is: the owner of the session. */
  UserId userId();

  SessionId sessionId();

  Instant occurredAt();

  /** Kind of the thing that changed: the part of {@link #type} before the dot. */
  default String aggregateType() {
    String type = type();
    return type.substring(0, type.indexOf('.'));
  }

  /** Id of the thing that changed; a component goes by its cycle's. */
  String aggregateId();

  /** {@code session.created}. */
  record SessionCreated(SessionId sessionId, UserId userId, Tier tier, Instant occurredAt)
      implements DomainEvent {
    @Override
    public String type() {
      return "session.created";
    }

    @Override
    public String aggregateId() {
      return sessionId.toString();
    }
  }

  /** {@code session.archived}. */
  record SessionArchived(SessionId sessionId, UserId userId, Instant occurredAt)
      implements DomainEvent {
    @Override
    public String type() {
      return "session.archived";
    }

    @Override
    public String aggregateId() {
      return sessionId.toString();
    }
  }

  /** {@code cycle.created}. */
  record CycleCreated(CycleId cycleId, SessionId sessionId, UserId userId, Instant occurredAt)
      implements DomainEvent {
    @Override
    public String type() {
      return "cycle.created";
    }

    @Override
    public String aggregateId() {
      return cycleId.toString();
    }
  }

  /**
   * {@code cycle.branched}: the new cycle's event.
   *
   * @param fromComponent first component that starts afresh; null when all that was completed was
   *     taken over
   */
  record CycleBranched(
      CycleId cycleId,
      CycleId parentCycleId,
      @Nullable ComponentType fromComponent,
      SessionId sessionId,
      UserId userId,
      Instant occurredAt)
      implements DomainEvent {
    @Override
    public String type() {
      return "cycle.branched";
    }

    @Override
    public String aggregateId() {
      return cycleId.toString();
    }
  }

  /** {@code cycle.completed}. */
  record CycleCompleted(CycleId cycleId, SessionId sessionId, UserId userId, Instant occurredAt)
      implements DomainEvent {
    @Override
    public String type() {
      return "cycle.completed";
    }

    @Override
    public String aggregateId() {
      return cycleId.toString();
    }
  }

  /** {@code component.started}. */
  record ComponentStarted(
      CycleId cycleId,
      ComponentType componentType,
      SessionId sessionId,
      UserId userId,
      Instant occurredAt)
      implements DomainEvent {
    @Override
    public String type() {
      return "component.started";
    }

    @Override
    public String aggregateId() {
      return cycleId.toString();
    }
  }

  /** {@code component.completed}. */
  record ComponentCompleted(
      CycleId cycleId,
      ComponentType componentType,
      SessionId sessionId,
      UserId userId,
      Instant occurredAt)
      implements DomainEvent {
    @Override
    public String type() {
      return "component.completed";
    }

    @Override
    public String aggregateId() {
      return cycleId.toString();
    }
  }

  /** {@code conversation.started}. */
  record ConversationStarted(
      ConversationId conversationId,
      CycleId cycleId,
      ComponentType componentType,
      SessionId sessionId,
      UserId userId,
      Instant occurredAt)
      implements DomainEvent {
    @Override
    public String type() {
      return "conversation.started";
    }

    @Override
    public String aggregateId() {
      return conversationId.toString();
    }
  }

  /** {@code conversation.message_sent}: a person's message and its answer were kept. */
  record MessageSent(
      ConversationId conversationId,
      ComponentType componentType,
      MessageId userMessageId,
      MessageId assistantMessageId,
      int userTextChars,
      int assistantTextChars,
      SessionId sessionId,
      UserId userId,
      Instant occurredAt)
      implements DomainEvent {
    @Override
    public String type() {
      return "conversation.message_sent";
    }

    @Override
    public String aggregateId() {
      return conversationId.toString();
    }
  }
}
