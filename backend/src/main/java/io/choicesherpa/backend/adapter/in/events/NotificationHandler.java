package io.choicesherpa.backend.adapter.in.events;

import io.choicesherpa.backend.adapter.redis.MalformedEventException;
import io.choicesherpa.backend.application.port.out.NotifyUser;
import io.choicesherpa.backend.application.port.out.NotifyUser.Notification;
import io.choicesherpa.telemetry.events.EventEnvelope;
import io.opentelemetry.api.trace.Span;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Tells a person's open connections what happened. What it has told it remembers only for a while
 * and only in memory: clients know a repetition by the event's id.
 */
final class NotificationHandler implements EventHandler {

  private static final int REMEMBERED = 10_000;

  private final NotifyUser notifyUser;
  private final Set<String> told =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<String, Boolean>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > REMEMBERED;
                }
              }));

  NotificationHandler(NotifyUser notifyUser) {
    this.notifyUser = notifyUser;
  }

  @Override
  public String name() {
    return "notifications";
  }

  @Override
  public boolean isDone(String eventId) {
    return told.contains(eventId);
  }

  @Override
  public void handle(EventEnvelope<JsonNode> event) throws MalformedEventException {
    int connections =
        notifyUser.notify(
            Payload.userId(event),
            new Notification(
                event.eventId(),
                event.eventType(),
                event.aggregateType(),
                event.aggregateId(),
                event.occurredAt()));
    told.add(event.eventId());
    Span.current().setAttribute("notified_connections", connections);
  }
}
