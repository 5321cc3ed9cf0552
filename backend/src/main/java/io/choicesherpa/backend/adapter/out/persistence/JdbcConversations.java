package io.choicesherpa.backend.adapter.out.persistence;

import io.choicesherpa.backend.application.port.out.Conversations;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.Conversation;
import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcConversations implements Conversations {

  private final JdbcClient jdbc;

  JdbcConversations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Conversation conversation) {
    jdbc.sql(
            """
            INSERT INTO conversations (id, cycle_id, component_type, started_at)
            VALUES (:id, :cycle, :type, :startedAt)
            """)
        .param("id", conversation.id().value())
        .param("cycle", conversation.cycleId().value())
        .param("type", conversation.componentType().wireName())
        .param("startedAt", Columns.timestamp(conversation.startedAt()))
        .update();
  }

  @Override
  public Optional<Conversation> find(ConversationId id) {
    return jdbc.sql(
            """
            SELECT v.id, c.session_id, v.cycle_id, v.component_type, v.started_at
            FROM conversations v JOIN cycles c ON c.id = v.cycle_id
            WHERE v.id = :id
            """)
        .param("id", id.value())
        .query(
            (row, number) ->
                new Conversation(
                    id,
                    new SessionId(Columns.uuid(row, "session_id")),
                    new CycleId(Columns.uuid(row, "cycle_id")),
                    type(row),
                    Columns.instant(row, "started_at")))
        .optional();
  }

  @Override
  public Map<ComponentType, ConversationId> ofCycle(CycleId cycle) {
    Map<ComponentType, ConversationId> byType = new EnumMap<>(ComponentType.class);
    RowCallbackHandler collect =
        row -> byType.put(type(row), new ConversationId(Columns.uuid(row, "id")));
    jdbc.sql("SELECT id, component_type FROM conversations WHERE cycle_id = :cycle")
        .param("cycle", cycle.value())
        .query(collect);
    return byType;
  }

  private static ComponentType type(ResultSet row) throws SQLException {
    String name = row.getString("component_type");
    return ComponentType.parse(name)
        .orElseThrow(() -> new SQLException("unknown component_type " + name));
  }
}
