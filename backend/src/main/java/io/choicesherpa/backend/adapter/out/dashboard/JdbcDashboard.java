package io.choicesherpa.backend.adapter.out.dashboard;

import io.choicesherpa.backend.application.port.in.FollowSessions.SessionChange;
import io.choicesherpa.backend.application.port.in.FollowSessions.SessionChange.Kind;
import io.choicesherpa.backend.application.port.in.ViewDashboard.SessionProgress;
import io.choicesherpa.backend.application.port.out.Dashboard;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.UserId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The dashboard in PostgreSQL. Every change only adds, or takes the greater of two values, so the
 * order in which events come does not matter.
 */
final class JdbcDashboard implements Dashboard {

  private static final String HANDLER = "dashboard";

  private final JdbcClient jdbc;

  JdbcDashboard(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean isFollowed(UUID eventId) {
    return jdbc.sql("SELECT 1 FROM processed_events WHERE handler = ? AND event_id = ?")
        .params(HANDLER, eventId)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  @Override
  public boolean markFollowed(UUID eventId, Instant now) {
    return jdbc.sql(
                "INSERT INTO processed_events (handler, event_id, processed_at) VALUES (?, ?, ?)"
                    + " ON CONFLICT DO NOTHING")
            .params(HANDLER, eventId, Timestamp.from(now))
            .update()
        == 1;
  }

  @Override
  public void apply(SessionChange change) {
    Kind kind = change.kind();
    jdbc.sql(
            """
            INSERT INTO dashboard_sessions AS d (session_id, owner_id, archived, cycles, branches,
              completed_cycles, started_components, completed_components, messages,
              last_activity_at)
            VALUES (:session, :owner, :archived, :cycles, :branches, :completedCycles,
              string_to_array(:started, ','), string_to_array(:completed, ','), :messages, :at)
            ON CONFLICT (session_id) DO UPDATE SET
              archived = d.archived OR excluded.archived,
              cycles = d.cycles + excluded.cycles,
              branches = d.branches + excluded.branches,
              completed_cycles = d.completed_cycles + excluded.completed_cycles,
              started_components =
                ARRAY(SELECT unnest(d.started_components) UNION
                      SELECT unnest(excluded.started_components)),
              completed_components =
                ARRAY(SELECT unnest(d.completed_components) UNION
                      SELECT unnest(excluded.completed_components)),
              messages = d.messages + excluded.messages,
              last_activity_at = greatest(d.last_activity_at, excluded.last_activity_at)
            """)
        .param("session", change.session().value())
        .param("owner", change.owner().value())
        .param("archived", kind == Kind.SESSION_ARCHIVED)
        .param("cycles", kind == Kind.CYCLE_CREATED || kind == Kind.CYCLE_BRANCHED ? 1 : 0)
        .param("branches", kind == Kind.CYCLE_BRANCHED ? 1 : 0)
        .param("completedCycles", kind == Kind.CYCLE_COMPLETED ? 1 : 0)
        .param("started", kind == Kind.COMPONENT_STARTED ? component(change) : "")
        .param("completed", kind == Kind.COMPONENT_COMPLETED ? component(change) : "")
        .param("messages", kind == Kind.MESSAGE_SENT ? 1 : 0)
        .param("at", Timestamp.from(change.occurredAt()))
        .update();
  }

  @Override
  public List<SessionProgress> sessionsOf(UserId owner, int limit) {
    return jdbc.sql(
            """
            SELECT session_id, archived, cycles, branches, completed_cycles, started_components,
              completed_components, messages, last_activity_at
            FROM dashboard_sessions WHERE owner_id = ?
            ORDER BY last_activity_at DESC, session_id LIMIT ?
            """)
        .params(owner.value(), limit)
        .query((row, number) -> progress(row))
        .list();
  }

  private static String component(SessionChange change) {
    ComponentType component = change.component();
    return component == null ? "" : component.wireName();
  }

  private static SessionProgress progress(ResultSet row) throws SQLException {
    return new SessionProgress(
        new SessionId(row.getObject("session_id", UUID.class)),
        row.getBoolean("archived"),
        row.getInt("cycles"),
        row.getInt("branches"),
        row.getInt("completed_cycles"),
        components(row.getArray("started_components")),
        components(row.getArray("completed_components")),
        row.getInt("messages"),
        row.getTimestamp("last_activity_at").toInstant());
  }

  private static Set<ComponentType> components(Array names) throws SQLException {
    Set<ComponentType> types = EnumSet.noneOf(ComponentType.class);
    for (Object name : (Object[]) names.getArray()) {
      // A name of a later version is left out rather than failing the page.
      ComponentType.parse(String.valueOf(name)).ifPresent(types::add);
    }
    return types;
  }
}
