package io.choicesherpa.backend.adapter.in.web;

import io.choicesherpa.backend.application.port.in.CycleView;
import io.choicesherpa.backend.domain.Component;
import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.Cycle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A cycle as the API shows it: always with all nine components, in their order. */
record CycleResponse(
    String id,
    String sessionId,
    @Nullable String parentId,
    String status,
    Instant createdAt,
    @Nullable Instant completedAt,
    List<ComponentResponse> components) {

  static CycleResponse of(Cycle cycle) {
    return of(new CycleView(cycle, Map.of()));
  }

  static CycleResponse of(CycleView view) {
    Cycle cycle = view.cycle();
    List<ComponentResponse> components = new ArrayList<>();
    for (Component component : cycle.components()) {
      ConversationId conversation = view.conversations().get(component.type());
      components.add(
          ComponentResponse.of(component, conversation == null ? null : conversation.toString()));
    }
    return new CycleResponse(
        cycle.id().toString(),
        cycle.sessionId().toString(),
        cycle.parentId() == null ? null : cycle.parentId().toString(),
        status(cycle),
        cycle.createdAt(),
        cycle instanceof Cycle.Completed completed ? completed.completedAt() : null,
        components);
  }

  static String status(Cycle cycle) {
    return cycle instanceof Cycle.Completed ? "completed" : "open";
  }
}
