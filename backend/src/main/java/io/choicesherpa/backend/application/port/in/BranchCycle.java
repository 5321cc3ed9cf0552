package io.choicesherpa.backend.application.port.in;

import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.ConflictException;
import io.choicesherpa.backend.domain.Cycle;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.NotFoundException;
import io.choicesherpa.backend.domain.UserId;
import org.jspecify.annotations.Nullable;

/** Goes another way from some point of a cycle on. */
public interface BranchCycle {

  /**
   * The new cycle, already kept.
   *
   * @param from first component to start afresh; null takes over all that is completed
   * @throws NotFoundException if there is no such cycle for this person
   * @throws ConflictException if the session is archived
   */
  Cycle.Open branch(UserId user, CycleId id, @Nullable ComponentType from);
}
