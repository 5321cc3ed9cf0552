package io.choicesherpa.backend.adapter.out.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.backend.application.port.in.FollowSessions.SessionChange;
import io.choicesherpa.backend.application.port.in.FollowSessions.SessionChange.Kind;
import io.choicesherpa.backend.application.port.in.ViewDashboard.SessionProgress;
import io.choicesherpa.backend.application.port.out.Dashboard;
import io.choicesherpa.backend.application.port.out.RunInTransaction;
import io.choicesherpa.backend.application.service.DashboardService;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.UserId;
import io.choicesherpa.backend.testing.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcDashboardTest {

  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final UserId owner = new UserId("owner-" + UUID.randomUUID());
  private final SessionId session = new SessionId(UUID.randomUUID());
  private final JdbcDashboard dashboard = new JdbcDashboard(TestDatabase.jdbc());
  private final DashboardService service =
      new DashboardService(dashboard, new Transactions(), Clock.systemUTC());

  @Test
  void changes_addUpInAnyOrder() {
    List<SessionChange> changes = new ArrayList<>(journey());
    Collections.shuffle(changes, new Random(7));

    changes.forEach(service::follow);

    assertThat(service.view(owner)).containsExactly(expected());
  }

  @Test
  void repeatedChange_countsOnce() {
    List<SessionChange> changes = journey();

    changes.forEach(service::follow);
    changes.forEach(service::follow);

    assertThat(service.view(owner)).containsExactly(expected());
    assertThat(service.isFollowed(changes.get(0).eventId())).isTrue();
    assertThat(service.isFollowed(UUID.randomUUID())).isFalse();
  }

  @Test
  void changeThatCannotBeKept_isNotMarkedAsFollowed() {
    SessionChange change = change(Kind.SESSION_CREATED, null, 0);
    DashboardService failing =
        new DashboardService(new FailingApply(dashboard), new Transactions(), Clock.systemUTC());

    assertThatThrownBy(() -> failing.follow(change)).hasMessage("disk full");

    assertThat(service.isFollowed(change.eventId())).isFalse();
  }

  @Test
  void latestActivity_comesFirst_andOthersSessionsNever() {
    SessionId later = new SessionId(UUID.randomUUID());
    service.follow(change(Kind.SESSION_CREATED, null, 0));
    service.follow(
        new SessionChange(
            UUID.randomUUID(), Kind.SESSION_CREATED, later, owner, null, START.plusSeconds(9)));

    assertThat(service.view(owner))
        .extracting(SessionProgress::session)
        .containsExactly(later, session);
    assertThat(service.view(new UserId("stranger"))).isEmpty();
  }

  private List<SessionChange> journey() {
    return List.of(
        change(Kind.SESSION_CREATED, null, 0),
        change(Kind.CYCLE_CREATED, null, 1),
        change(Kind.COMPONENT_STARTED, ComponentType.ISSUE_RAISING, 2),
        change(Kind.CONVERSATION_STARTED, ComponentType.ISSUE_RAISING, 3),
        change(Kind.MESSAGE_SENT, ComponentType.ISSUE_RAISING, 4),
        change(Kind.MESSAGE_SENT, ComponentType.ISSUE_RAISING, 5),
        change(Kind.COMPONENT_COMPLETED, ComponentType.ISSUE_RAISING, 6),
        change(Kind.CYCLE_BRANCHED, null, 7),
        change(Kind.COMPONENT_STARTED, ComponentType.ISSUE_RAISING, 8),
        change(Kind.COMPONENT_STARTED, ComponentType.OBJECTIVES, 9),
        change(Kind.CYCLE_COMPLETED, null, 10),
        change(Kind.SESSION_ARCHIVED, null, 11));
  }

  private SessionProgress expected() {
    return new SessionProgress(
        session,
        true,
        2,
        1,
        1,
        Set.of(ComponentType.ISSUE_RAISING, ComponentType.OBJECTIVES),
        Set.of(ComponentType.ISSUE_RAISING),
        2,
        START.plusSeconds(11));
  }

  private SessionChange change(Kind kind, @Nullable ComponentType component, int second) {
    return new SessionChange(
        UUID.randomUUID(), kind, session, owner, component, START.plusSeconds(second));
  }

  private static final class Transactions implements RunInTransaction {
    private final TransactionTemplate template =
        new TransactionTemplate(new JdbcTransactionManager(TestDatabase.dataSource()));

    @Override
    public <T extends @Nullable Object> T call(Supplier<T> body) {
      return template.execute(status -> body.get());
    }
  }

  private record FailingApply(JdbcDashboard dashboard) implements Dashboard {
    @Override
    public boolean isFollowed(UUID eventId) {
      return dashboard.isFollowed(eventId);
    }

    @Override
    public boolean markFollowed(UUID eventId, Instant now) {
      return dashboard.markFollowed(eventId, now);
    }

    @Override
    public void apply(SessionChange change) {
      throw new IllegalStateException("disk full");
    }

    @Override
    public List<SessionProgress> sessionsOf(UserId owner, int limit) {
      return dashboard.sessionsOf(owner, limit);
    }
  }
}
