package io.choicesherpa.telemetry.events;

import java.time.Instant;
import java.util.Objects;

/**
 * A domain event on its way: what happened, to what, when, and in which trace.
 *
 * <p>Immutable if its payload is. As JSON the components are written in snake_case ({@code
 * event_id}, {@code occurred_at}, …); the library itself does no JSON.
 *
 * @param eventId unique; consumers recognise a redelivery by it
 * @param eventType dot-separated and in the past tense, such as {@code session.created}; a closed
 *     set per application, since it becomes a metric label
 * @param aggregateId the id of what it happened to
 * @param aggregateType the kind of what it happened to, such as {@code session}
 * @param occurredAt when it happened, by the producer's clock
 * @param payload the event's own data
 * @param metadata trace, correlation, causation and user
 * @param <P> the payload's type
 */
public record EventEnvelope<P>(
    String eventId,
    String eventType,
    String aggregateId,
    String aggregateType,
    Instant occurredAt,
    P payload,
    EventMetadata metadata) {

  /** Refuses null and blank identifiers. */
  public EventEnvelope {
    requireText(eventId, "eventId");
    requireText(eventType, "eventType");
    requireText(aggregateId, "aggregateId");
    requireText(aggregateType, "aggregateType");
    Objects.requireNonNull(occurredAt, "occurredAt");
    Objects.requireNonNull(payload, "payload");
    Objects.requireNonNull(metadata, "metadata");
  }

  private static void requireText(String value, String name) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " is blank");
    }
  }
}
