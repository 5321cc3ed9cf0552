package io.choicesherpa.backend.application.port.in;

import io.choicesherpa.backend.domain.Component;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.ConflictException;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.NotFoundException;
import io.choicesherpa.backend.domain.UserId;

/** Begins a component of a cycle. */
public interface StartComponent {

  /**
   * The component as it is from now on.
   *
   * @throws NotFoundException if there is no such cycle for this person
   * @throws ConflictException if the session is archived, the cycle completed, or the component
   *     begun before
   */
  Component.InProgress start(UserId user, CycleId cycle, ComponentType type);
}
