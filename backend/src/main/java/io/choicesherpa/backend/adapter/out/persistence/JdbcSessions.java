package io.choicesherpa.backend.adapter.out.persistence;

import io.choicesherpa.backend.application.port.out.Sessions;
import io.choicesherpa.backend.domain.Session;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcSessions implements Sessions {

  private static final String SELECT =
      "SELECT id, owner_id, title, created_at, archived_at FROM sessions WHERE id = :id";

  private final JdbcClient jdbc;

  JdbcSessions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Session.Active session) {
    jdbc.sql(
            """
            INSERT INTO sessions (id, owner_id, title, created_at)
            VALUES (:id, :owner, :title, :createdAt)
            """)
        .param("id", session.id().value())
        .param("owner", session.owner().value())
        .param("title", session.title())
        .param("createdAt", Columns.timestamp(session.createdAt()))
        .update();
  }

  @Override
  public void archive(Session.Archived session) {
    jdbc.sql("UPDATE sessions SET archived_at = :archivedAt WHERE id = :id")
        .param("archivedAt", Columns.timestamp(session.archivedAt()))
        .param("id", session.id().value())
        .update();
  }

  @Override
  public Optional<Session> find(SessionId id) {
    return find(SELECT, id);
  }

  @Override
  public Optional<Session> findForUse(SessionId id) {
    return find(SELECT + " FOR SHARE", id);
  }

  @Override
  public Optional<Session> findForChange(SessionId id) {
    return find(SELECT + " FOR UPDATE", id);
  }

  @Override
  public List<Session> ownedBy(UserId owner, @Nullable SessionId before, int limit) {
    JdbcClient.StatementSpec statement =
        before == null
            ? jdbc.sql(
                """
                SELECT id, owner_id, title, created_at, archived_at FROM sessions
                WHERE owner_id = :owner
                ORDER BY created_at DESC, id DESC LIMIT :limit
                """)
            : jdbc.sql(
                    """
                    SELECT id, owner_id, title, created_at, archived_at FROM sessions
                    WHERE owner_id = :owner AND (created_at, id) <
                      (SELECT created_at, id FROM sessions WHERE id = :before AND owner_id = :owner)
                    ORDER BY created_at DESC, id DESC LIMIT :limit
                    """)
                .param("before", before.value());
    return statement
        .param("owner", owner.value())
        .param("limit", limit)
        .query(JdbcSessions::map)
        .list();
  }

  private Optional<Session> find(String sql, SessionId id) {
    return jdbc.sql(sql).param("id", id.value()).query(JdbcSessions::map).optional();
  }

  private static Session map(ResultSet row, int rowNumber) throws SQLException {
    Session.Active active =
        new Session.Active(
            new SessionId(Columns.uuid(row, "id")),
            new UserId(row.getString("owner_id")),
            row.getString("title"),
            Columns.instant(row, "created_at"));
    Instant archivedAt = Columns.instantOrNull(row, "archived_at");
    return archivedAt == null ? active : active.archive(archivedAt);
  }
}
