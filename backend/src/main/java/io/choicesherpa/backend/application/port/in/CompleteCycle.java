package io.choicesherpa.backend.application.port.in;

import io.choicesherpa.backend.domain.ConflictException;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.NotFoundException;
import io.choicesherpa.backend.domain.UserId;

/** Ends a walk through the components. */
public interface CompleteCycle {

  /**
   * The cycle as it is from now on.
   *
   * @throws NotFoundException if there is none for this person
   * @throws ConflictException if the session is archived, the cycle completed, or a component still
   *     in progress
   */
  CycleView complete(UserId user, CycleId id);
}
