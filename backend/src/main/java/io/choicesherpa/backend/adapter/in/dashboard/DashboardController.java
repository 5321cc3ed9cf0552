package io.choicesherpa.backend.adapter.in.dashboard;

import io.choicesherpa.backend.adapter.in.security.Actor;
import io.choicesherpa.backend.application.port.in.ViewDashboard;
import io.choicesherpa.backend.application.port.in.ViewDashboard.SessionProgress;
import io.choicesherpa.backend.domain.ComponentType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far the person's own sessions are. */
@RestController
@RequestMapping("/api/dashboard")
final class DashboardController {

  private final ViewDashboard viewDashboard;

  DashboardController(ViewDashboard viewDashboard) {
    this.viewDashboard = viewDashboard;
  }

  @GetMapping
  DashboardResponse view(@AuthenticationPrincipal Actor actor) {
    return new DashboardResponse(
        viewDashboard.view(actor.user()).stream().map(SessionEntry::of).toList());
  }

  record DashboardResponse(List<SessionEntry> sessions) {}

  /** Components are in PrOACT's order; {@code progress} is the completed ones' share, 0 to 1. */
  record SessionEntry(
      String sessionId,
      boolean archived,
      int cycles,
      int branches,
      int completedCycles,
      List<String> startedComponents,
      List<String> completedComponents,
      double progress,
      int messages,
      Instant lastActivityAt) {

    static SessionEntry of(SessionProgress session) {
      return new SessionEntry(
          session.session().toString(),
          session.archived(),
          session.cycles(),
          session.branches(),
          session.completedCycles(),
          names(session.started()),
          names(session.completed()),
          session.completed().size() / (double) ComponentType.values().length,
          session.messages(),
          session.lastActivityAt());
    }

    private static List<String> names(Set<ComponentType> types) {
      return types.stream().sorted().map(ComponentType::wireName).toList();
    }
  }
}
