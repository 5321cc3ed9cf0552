package io.choicesherpa.backend.adapter.out.persistence;

import io.choicesherpa.backend.application.port.out.Cycles;
import io.choicesherpa.backend.domain.Component;
import io.choicesherpa.backend.domain.Cycle;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.SessionId;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcCycles implements Cycles {

  private static final String SELECT =
      """
      SELECT c.id, c.session_id, c.parent_id, c.created_at, c.completed_at,
        k.component_type, k.started_at, k.completed_at AS component_completed_at
      FROM cycles c LEFT JOIN components k ON k.cycle_id = c.id
      """;

  private final JdbcClient jdbc;

  JdbcCycles(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Cycle.Open cycle) {
    CycleId parent = cycle.parentId();
    jdbc.sql(
            """
            INSERT INTO cycles (id, session_id, parent_id, created_at)
            VALUES (:id, :session, :parent, :createdAt)
            """)
        .param("id", cycle.id().value())
        .param("session", cycle.sessionId().value())
        .param("parent", parent == null ? null : parent.value())
        .param("createdAt", Columns.timestamp(cycle.createdAt()))
        .update();
    for (Component component : cycle.components()) {
      if (component instanceof Component.InProgress running) {
        start(cycle.id(), running);
      } else if (component instanceof Component.Completed done) {
        insert(
            cycle.id(),
            done,
            Columns.timestamp(done.startedAt()),
            Columns.timestamp(done.completedAt()));
      }
    }
  }

  @Override
  public void start(CycleId cycle, Component.InProgress component) {
    insert(cycle, component, Columns.timestamp(component.startedAt()), null);
  }

  private void insert(
      CycleId cycle,
      Component component,
      OffsetDateTime startedAt,
      @Nullable OffsetDateTime completedAt) {
    jdbc.sql(
            """
            INSERT INTO components (cycle_id, component_type, started_at, completed_at)
            VALUES (:cycle, :type, :startedAt, :completedAt)
            """)
        .param("cycle", cycle.value())
        .param("type", component.type().wireName())
        .param("startedAt", startedAt)
        .param("completedAt", completedAt)
        .update();
  }

  @Override
  public void complete(CycleId cycle, Component.Completed component) {
    jdbc.sql(
            """
            UPDATE components SET completed_at = :completedAt
            WHERE cycle_id = :cycle AND component_type = :type
            """)
        .param("completedAt", Columns.timestamp(component.completedAt()))
        .param("cycle", cycle.value())
        .param("type", component.type().wireName())
        .update();
  }

  @Override
  public void complete(Cycle.Completed cycle) {
    jdbc.sql("UPDATE cycles SET completed_at = :completedAt WHERE id = :id")
        .param("completedAt", Columns.timestamp(cycle.completedAt()))
        .param("id", cycle.id().value())
        .update();
  }

  @Override
  public Optional<Cycle> find(CycleId id) {
    return jdbc
        .sql(SELECT + "WHERE c.id = :id")
        .param("id", id.value())
        .query(CycleRows::read)
        .stream()
        .findFirst();
  }

  @Override
  public Optional<Cycle> findForUse(CycleId id) {
    return lockThenFind("SELECT id FROM cycles WHERE id = :id FOR SHARE", id);
  }

  @Override
  public Optional<Cycle> findForChange(CycleId id) {
    return lockThenFind("SELECT id FROM cycles WHERE id = :id FOR UPDATE", id);
  }

  /**
   * Two statements, because one that had to wait for the lock would still see the components as
   * they were before it waited (PostgreSQL, Read Committed Isolation Level).
   */
  private Optional<Cycle> lockThenFind(String lock, CycleId id) {
    boolean locked = jdbc.sql(lock).param("id", id.value()).query().optionalValue().isPresent();
    return locked ? find(id) : Optional.empty();
  }

  @Override
  public List<Cycle> ofSession(SessionId session) {
    return jdbc.sql(SELECT + "WHERE c.session_id = :session ORDER BY c.created_at, c.id")
        .param("session", session.value())
        .query(CycleRows::read);
  }
}
