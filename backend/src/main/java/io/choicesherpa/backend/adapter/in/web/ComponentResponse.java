package io.choicesherpa.backend.adapter.in.web;

import io.choicesherpa.backend.domain.Component;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A component as the API shows it. */
record ComponentResponse(
    String componentType,
    String status,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    @Nullable String conversationId) {

  static ComponentResponse of(Component component, @Nullable String conversationId) {
    String type = component.type().wireName();
    if (component instanceof Component.Completed done) {
      return new ComponentResponse(
          type, "completed", done.startedAt(), done.completedAt(), conversationId);
    }
    if (component instanceof Component.InProgress running) {
      return new ComponentResponse(type, "in_progress", running.startedAt(), null, conversationId);
    }
    return new ComponentResponse(type, "not_started", null, null, conversationId);
  }
}
