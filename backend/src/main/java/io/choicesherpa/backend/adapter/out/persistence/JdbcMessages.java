package io.choicesherpa.backend.adapter.out.persistence;

import io.choicesherpa.backend.application.port.out.Messages;
import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.Message;
import io.choicesherpa.backend.domain.MessageId;
import io.choicesherpa.backend.domain.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

final class JdbcMessages implements Messages {

  private static final String ROW = "(?, ?, ?, ?, ?, ?)";

  private final JdbcClient jdbc;

  JdbcMessages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void append(ConversationId conversation, List<Message> messages) {
    // Locks the conversation's row, so whoever comes second gets the positions after ours.
    int last =
        jdbc.sql(
                """
                UPDATE conversations SET message_count = message_count + :added
                WHERE id = :id RETURNING message_count
                """)
            .param("added", messages.size())
            .param("id", conversation.value())
            .query(Integer.class)
            .single();
    int position = last - messages.size();
    List<Object> values = new ArrayList<>();
    for (Message message : messages) {
      position++;
      Collections.addAll(
          values,
          message.id().value(),
          conversation.value(),
          position,
          message.role().wireName(),
          message.text(),
          Columns.timestamp(message.sentAt()));
    }
    jdbc.sql(
            "INSERT INTO messages (id, conversation_id, position, role, content, sent_at) VALUES "
                + String.join(", ", Collections.nCopies(messages.size(), ROW)))
        .params(values)
        .update();
  }

  @Override
  public List<Message> last(ConversationId conversation, @Nullable MessageId before, int limit) {
    JdbcClient.StatementSpec statement =
        before == null
            ? jdbc.sql(
                """
                SELECT id, conversation_id, role, content, sent_at FROM messages
                WHERE conversation_id = :conversation
                ORDER BY position DESC LIMIT :limit
                """)
            : jdbc.sql(
                    """
                    SELECT id, conversation_id, role, content, sent_at FROM messages
                    WHERE conversation_id = :conversation AND position <
                      (SELECT position FROM messages
                       WHERE id = :before AND conversation_id = :conversation)
                    ORDER BY position DESC LIMIT :limit
                    """)
                .param("before", before.value());
    List<Message> newestFirst =
        statement
            .param("conversation", conversation.value())
            .param("limit", limit)
            .query(JdbcMessages::map)
            .list();
    List<Message> oldestFirst = new ArrayList<>(newestFirst);
    Collections.reverse(oldestFirst);
    return oldestFirst;
  }

  private static Message map(ResultSet row, int rowNumber) throws SQLException {
    String role = row.getString("role");
    return new Message(
        new MessageId(Columns.uuid(row, "id")),
        new ConversationId(Columns.uuid(row, "conversation_id")),
        Role.parse(role).orElseThrow(() -> new SQLException("unknown role " + role)),
        row.getString("content"),
        Columns.instant(row, "sent_at"));
  }
}
