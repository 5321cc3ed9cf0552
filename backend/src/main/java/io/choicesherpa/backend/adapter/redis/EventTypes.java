package io.choicesherpa.backend.adapter.redis;

import java.util.List;

/** The types of all events there are: the label values that exist from the start. */
public final class EventTypes {

  /** One per kind of {@link io.choicesherpa.backend.domain.DomainEvent}. */
  public static final List<String> ALL =
      List.of(
          "session.created",
          "session.archived",
          "cycle.created",
          "cycle.branched",
          "cycle.completed",
          "component.started",
          "component.completed",
          "conversation.started",
          "conversation.message_sent");

  private EventTypes() {}
}
