package io.choicesherpa.backend.application.port.in;

import io.choicesherpa.backend.domain.ConflictException;
import io.choicesherpa.backend.domain.Cycle;
import io.choicesherpa.backend.domain.NotFoundException;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.UserId;

/** Begins a walk through the nine components. */
public interface CreateCycle {

  /**
   * The new cycle, already kept.
   *
   * @throws NotFoundException if there is no such session for this person
   * @throws ConflictException if the session is archived
   */
  Cycle.Open create(UserId user, SessionId session);
}
