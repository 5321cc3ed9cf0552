package io.choicesherpa.backend.adapter.in.web;

import io.choicesherpa.backend.domain.Session;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A session as the API shows it. */
record SessionResponse(
    String id,
    @Nullable String title,
    String status,
    Instant createdAt,
    @Nullable Instant archivedAt) {

  static SessionResponse of(Session session) {
    Instant archivedAt =
        session instanceof Session.Archived archived ? archived.archivedAt() : null;
    return new SessionResponse(
        session.id().toString(),
        session.title(),
        archivedAt == null ? "active" : "archived",
        session.createdAt(),
        archivedAt);
  }
}
