package io.choicesherpa.backend.adapter.in.events;

import io.choicesherpa.backend.adapter.redis.MalformedEventException;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.InvalidInputException;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.UserId;
import io.choicesherpa.telemetry.events.EventEnvelope;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what handlers need out of an envelope, strictly. */
final class Payload {

  private Payload() {}

  static UUID eventId(EventEnvelope<JsonNode> event) throws MalformedEventException {
    try {
      return UUID.fromString(event.eventId());
    } catch (IllegalArgumentException e) {
      throw new MalformedEventException("event_id is not a UUID");
    }
  }

  static SessionId sessionId(EventEnvelope<JsonNode> event) throws MalformedEventException {
    return SessionId.parse(text(event, "session_id"))
        .orElseThrow(() -> new MalformedEventException("session_id is not an id"));
  }

  static UserId userId(EventEnvelope<JsonNode> event) throws MalformedEventException {
    try {
      return new UserId(text(event, "user_id"));
    } catch (InvalidInputException e) {
      throw new MalformedEventException("user_id is not an id");
    }
  }

  /** The component type, or null when the payload has none. */
  static @Nullable ComponentType componentType(EventEnvelope<JsonNode> event)
      throws MalformedEventException {
    String name = text(event, "component_type");
    return name.isEmpty()
        ? null
        : ComponentType.parse(name)
            .orElseThrow(() -> new MalformedEventException("component_type is not known"));
  }

  private static String text(EventEnvelope<JsonNode> event, String name) {
    return event.payload().path(name).asString("");
  }
}
