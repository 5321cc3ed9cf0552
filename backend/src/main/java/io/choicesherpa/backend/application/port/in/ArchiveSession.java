package io.choicesherpa.backend.application.port.in;

import io.choicesherpa.backend.domain.ConflictException;
import io.choicesherpa.backend.domain.NotFoundException;
import io.choicesherpa.backend.domain.Session;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.UserId;

/** Closes a session for good. */
public interface ArchiveSession {

  /**
   * The session as it is from now on.
   *
   * @throws NotFoundException if there is none for this person
   * @throws ConflictException if it is archived already
   */
  Session.Archived archive(UserId user, SessionId id);
}
