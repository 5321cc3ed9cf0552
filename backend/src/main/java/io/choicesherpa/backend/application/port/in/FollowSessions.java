package io.choicesherpa.backend.application.port.in;

import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the dashboard up to date with what happened. */
public interface FollowSessions {

  /** Whether the event has been followed already. */
  boolean isFollowed(UUID eventId);

  /** Takes one event in; the second time, nothing happens. Events may come in any order. */
  void follow(SessionChange change);

  /**
   * What one event changes.
   *
   * @param eventId by which a repetition is known
   * @param component the component that {@code kind} is about; null where it is about none
   */
  record SessionChange(
      UUID eventId,
      Kind kind,
      SessionId session,
      UserId owner,
      @Nullable ComponentType component,
      Instant occurredAt) {

    /** What happened. */
    public enum Kind {
      SESSION_CREATED,
      SESSION_ARCHIVED,
      CYCLE_CREATED,
      CYCLE_BRANCHED,
      CYCLE_COMPLETED,
      COMPONENT_STARTED,
      COMPONENT_COMPLETED,
      CONVERSATION_STARTED,
      MESSAGE_SENT
    }
  }
}
