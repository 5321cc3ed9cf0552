package io.choicesherpa.backend.application.port.in;

import io.choicesherpa.backend.domain.Component;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.ConflictException;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.NotFoundException;
import io.choicesherpa.backend.domain.UserId;

/** Ends a component of a cycle. */
public interface CompleteComponent {

  /**
   * The component as it is from now on.
   *
   * @throws NotFoundException if there is no such cycle for this person
   * @throws ConflictException if the session is archived, the cycle completed, or the component not
   *     in progress
   */
  Component.Completed complete(UserId user, CycleId cycle, ComponentType type);
}
