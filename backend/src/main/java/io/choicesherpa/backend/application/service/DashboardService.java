package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.application.port.in.FollowSessions;
import io.choicesherpa.backend.application.port.in.ViewDashboard;
import io.choicesherpa.backend.application.port.out.Dashboard;
import io.choicesherpa.backend.application.port.out.RunInTransaction;
import io.choicesherpa.backend.domain.UserId;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Both sides of the dashboard: events in, progress out. Safe for use by several threads. */
public final class DashboardService implements FollowSessions, ViewDashboard {

  private final Dashboard dashboard;
  private final RunInTransaction transaction;
  private final Clock clock;

  public DashboardService(Dashboard dashboard, RunInTransaction transaction, Clock clock) {
    this.dashboard = dashboard;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public boolean isFollowed(UUID eventId) {
    return dashboard.isFollowed(eventId);
  }

  @Override
  public void follow(SessionChange change) {
    transaction.call(
        () -> {
          boolean first = dashboard.markFollowed(change.eventId(), clock.instant());
          if (first) {
            dashboard.apply(change);
          }
          return first;
        });
  }

  @Override
  public List<SessionProgress> view(UserId user) {
    return dashboard.sessionsOf(user, MAX_SESSIONS);
  }
}
