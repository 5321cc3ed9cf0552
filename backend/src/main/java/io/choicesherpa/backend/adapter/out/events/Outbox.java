package io.choicesherpa.backend.adapter.out.events;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table of events: those that are not on the stream yet, and, for a while, those that are.
 * Thread-safe.
 */
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
            "SELECT position, envelope FROM outbox WHERE published_at IS NULL ORDER BY position LIMIT ?"
                + " FOR UPDATE SKIP LOCKED")
        .param(limit)
        .query((row, number) -> new Waiting(row.getLong("position"), row.getString("envelope")))
        .list();
  }

  void markPublished(List<Long> positions, Instant now) {
    jdbc.sql("UPDATE outbox SET published_at = :now WHERE position IN (:positions)")
        .param("now", Timestamp.from(now))
        .param("positions", positions)
        .update();
  }

  /** Removes what was published before {@code limit}. */
  void forgetPublishedBefore(Instant limit) {
    jdbc.sql("DELETE FROM outbox WHERE published_at < ?").param(Timestamp.from(limit)).update();
  }

  /** How many wait. */
  long count() {
    return jdbc.sql("SELECT count(*) FROM outbox WHERE published_at IS NULL")
        .query(Long.class)
        .single();
  }
}
