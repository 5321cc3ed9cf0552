package io.choicesherpa.backend.application.port.in;

import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.Cycle;
import java.util.Map;

/** A cycle and the conversations that its components have. */
public record CycleView(Cycle cycle, Map<ComponentType, ConversationId> conversations) {
  public CycleView {
    conversations = Map.copyOf(conversations);
  }
}
