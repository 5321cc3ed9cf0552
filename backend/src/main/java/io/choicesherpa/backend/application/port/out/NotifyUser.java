package io.choicesherpa.backend.application.port.out;

import io.choicesherpa.backend.domain.UserId;
import java.time.Instant;

/** Tells a person who is connected right now. Safe for use by several threads. */
public interface NotifyUser {

  /**
   * Tells all of the person's open connections; whoever is not connected misses it.
   *
   * @return how many connections were told
   */
  int notify(UserId user, Notification notification);

  /** That something happened; who wants to know more asks for it. */
  record Notification(
      String eventId,
      String eventType,
      String aggregateType,
      String aggregateId,
      Instant occurredAt) {}
}
