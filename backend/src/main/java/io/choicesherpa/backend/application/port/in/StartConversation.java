package io.choicesherpa.backend.application.port.in;

import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.ConflictException;
import io.choicesherpa.backend.domain.Conversation;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.NotFoundException;
import io.choicesherpa.backend.domain.UserId;

/** Opens the talk over a component, and the component with it if it was not started. */
public interface StartConversation {

  /**
   * The one conversation over this component, begun now or before.
   *
   * @throws NotFoundException if there is no such cycle for this person
   * @throws ConflictException if the session is archived or the cycle completed
   */
  StartedConversation start(UserId user, CycleId cycle, ComponentType type);

  /**
   * What there is now.
   *
   * @param isNew false if it was there before
   */
  record StartedConversation(Conversation conversation, boolean isNew) {}
}
