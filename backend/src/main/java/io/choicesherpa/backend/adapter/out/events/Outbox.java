package io.choicesherpa.backend.adapter.out.events;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of events that are not on the stream yet. Thread-safe. */
final class Outbox {

  /**
   * An event that waits.
   *
   * @param position the order in which they were written
   */
  record Waiting(long position, String envelope) {}

  private final JdbcClient jdbc;

  Outbox(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(UUID eventId, String eventType, String envelope, Instant now) {
    jdbc.sql("INSERT INTO outbox (event_id, event_type, envelope, created_at) VALUES (?, ?, ?, ?)")
        .params(eventId, eventType, envelope, Timestamp.from(now))
        .update();
  }

  /** The oldest ones, held against other relays until the transaction ends. */
  List<Waiting> hold(int limit) {
    return jdbc.sql(
            "SELECT position, envelope FROM outbox ORDER BY position LIMIT ?"
                + " FOR UPDATE SKIP LOCKED")
        .param(limit)
        .query((row, number) -> new Waiting(row.getLong("position"), row.getString("envelope")))
        .list();
  }

  void remove(List<Long> positions) {
    jdbc.sql("DELETE FROM outbox WHERE position IN (:positions)")
        .param("positions", positions)
        .update();
  }

  long count() {
    return jdbc.sql("SELECT count(*) FROM outbox").query(Long.class).single();
  }
}
