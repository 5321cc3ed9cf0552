package io.choicesherpa.backend.adapter.in.events;

import io.choicesherpa.backend.adapter.redis.MalformedEventException;
import io.choicesherpa.telemetry.events.EventEnvelope;
import tools.jackson.databind.JsonNode;

/**
 * Does something with every event. Has a consumer group of its own, so it gets each event at least
 * once, whatever other handlers do.
 */
interface EventHandler {

  /** The name of its consumer group and of its label. */
  String name();

  /** Whether there is nothing left to do for the event, because it came before. */
  boolean isDone(String eventId);

  /**
   * Does the work, so that doing it twice does no harm.
   *
   * @throws MalformedEventException if it can never be done; any other exception has it tried again
   */
  void handle(EventEnvelope<JsonNode> event) throws MalformedEventException;
}
