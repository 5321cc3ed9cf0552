package io.choicesherpa.backend.application.port.out;

import io.choicesherpa.backend.domain.Session;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.UserId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sessions that are kept. */
public interface Sessions {

  void add(Session.Active session);

  /** Keeps that a session was archived. */
  void archive(Session.Archived session);

  Optional<Session> find(SessionId id);

  /**
   * As {@link #find}, and until the transaction ends nobody else archives it; for changes below it.
   */
  Optional<Session> findForUse(SessionId id);

  /** As {@link #find}, and until the transaction ends nobody else changes it or uses it. */
  Optional<Session> findForChange(SessionId id);

  /**
   * A person's sessions, newest first.
   *
   * @param before only those older than this one; null for the newest. Nothing follows an id that
   *     is not the owner's
   * @param limit at most so many, at least 1
   */
  List<Session> ownedBy(UserId owner, @Nullable SessionId before, int limit);
}
