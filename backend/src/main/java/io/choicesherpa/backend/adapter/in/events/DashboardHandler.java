package io.choicesherpa.backend.adapter.in.events;

import io.choicesherpa.backend.adapter.redis.MalformedEventException;
import io.choicesherpa.backend.application.port.in.FollowSessions;
import io.choicesherpa.backend.application.port.in.FollowSessions.SessionChange;
import io.choicesherpa.backend.application.port.in.FollowSessions.SessionChange.Kind;
import io.choicesherpa.telemetry.events.EventEnvelope;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Keeps the dashboard up to date. */
final class DashboardHandler implements EventHandler {

  private static final Map<String, Kind> KINDS =
      Map.of(
          "session.created", Kind.SESSION_CREATED,
          "session.archived", Kind.SESSION_ARCHIVED,
          "cycle.created", Kind.CYCLE_CREATED,
          "cycle.branched", Kind.CYCLE_BRANCHED,
          "cycle.completed", Kind.CYCLE_COMPLETED,
          "component.started", Kind.COMPONENT_STARTED,
          "component.completed", Kind.COMPONENT_COMPLETED,
          "conversation.started", Kind.CONVERSATION_STARTED,
          "conversation.message_sent", Kind.MESSAGE_SENT);

  private final FollowSessions followSessions;

  DashboardHandler(FollowSessions followSessions) {
    this.followSessions = followSessions;
  }

  @Override
  public String name() {
    return "dashboard";
  }

  @Override
  public boolean isDone(String eventId) {
    try {
      return followSessions.isFollowed(UUID.fromString(eventId));
    } catch (IllegalArgumentException notAUuid) {
      return false;
    }
  }

  @Override
  public void handle(EventEnvelope<JsonNode> event) throws MalformedEventException {
    Kind kind = KINDS.get(event.eventType());
    if (kind == null) {
      throw new MalformedEventException("event_type is not known");
    }
    followSessions.follow(
        new SessionChange(
            Payload.eventId(event),
            kind,
            Payload.sessionId(event),
            Payload.userId(event),
            Payload.componentType(event),
            event.occurredAt()));
  }
}
