package io.choicesherpa.backend.adapter.in.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.choicesherpa.backend.application.port.in.ViewSessions.SessionView;
import io.choicesherpa.backend.domain.Cycle;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session with its cycles in short, oldest first. */
record SessionDetails(@JsonUnwrapped SessionResponse session, List<CycleSummary> cycles) {

  static SessionDetails of(SessionView view) {
    return new SessionDetails(
        SessionResponse.of(view.session()), view.cycles().stream().map(CycleSummary::of).toList());
  }

  record CycleSummary(String id, @Nullable String parentId, String status, Instant createdAt) {

    static CycleSummary of(Cycle cycle) {
      return new CycleSummary(
          cycle.id().toString(),
          cycle.parentId() == null ? null : cycle.parentId().toString(),
          CycleResponse.status(cycle),
          cycle.createdAt());
    }
  }
}
