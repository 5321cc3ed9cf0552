package io.choicesherpa.backend.application.port.out;

import io.choicesherpa.backend.application.port.in.FollowSessions.SessionChange;
import io.choicesherpa.backend.application.port.in.ViewDashboard.SessionProgress;
import io.choicesherpa.backend.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The dashboard's read model. Safe for use by several threads. */
public interface Dashboard {

  boolean isFollowed(UUID eventId);

  /** Notes that an event is followed; false if it has been noted before. */
  boolean markFollowed(UUID eventId, Instant now);

  /** Adds what an event changes; it must not come twice. */
  void apply(SessionChange change);

  /** The latest active ones first. */
  List<SessionProgress> sessionsOf(UserId owner, int limit);
}
