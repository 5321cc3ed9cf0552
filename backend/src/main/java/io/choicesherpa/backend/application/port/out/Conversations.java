package io.choicesherpa.backend.application.port.out;

import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.Conversation;
import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.CycleId;
import java.util.Map;
import java.util.Optional;

/** The conversations that are kept. */
public interface Conversations {

  /** Keeps it; its cycle must be locked for change and have none on the same component. */
  void add(Conversation conversation);

  Optional<Conversation> find(ConversationId id);

  /** The ids of a cycle's conversations, by the component that they are about. */
  Map<ComponentType, ConversationId> ofCycle(CycleId cycle);
}
