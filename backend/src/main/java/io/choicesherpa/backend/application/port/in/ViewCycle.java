package io.choicesherpa.backend.application.port.in;

import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.NotFoundException;
import io.choicesherpa.backend.domain.UserId;

/** Shows a cycle of a person's own. */
public interface ViewCycle {

  /**
   * The cycle as it stands.
   *
   * @throws NotFoundException if there is none for this person
   */
  CycleView view(UserId user, CycleId id);
}
