package io.choicesherpa.backend.adapter.out.events;

import io.choicesherpa.backend.adapter.redis.CausingEvent;
import io.choicesherpa.backend.adapter.redis.EnvelopeJson;
import io.choicesherpa.backend.application.port.out.PublishEvent;
import io.choicesherpa.backend.domain.DomainEvent;
import io.choicesherpa.telemetry.events.EventEnvelope;
import io.choicesherpa.telemetry.events.EventMetadata;
import io.choicesherpa.telemetry.redaction.Redactor;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes an event to the outbox in the caller's transaction, and wakes the relay once that has
 * committed. Thread-safe.
 */
final class OutboxPublisher implements PublishEvent {

  private final Outbox outbox;
  private final EnvelopeJson json;
  private final Runnable afterCommit;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final Redactor redactor;

  OutboxPublisher(
      Outbox outbox,
      EnvelopeJson json,
      Runnable afterCommit,
      Clock clock,
      Supplier<UUID> ids,
      Redactor redactor) {
    this.outbox = outbox;
    this.json = json;
    this.afterCommit = afterCommit;
    this.clock = clock;
    this.ids = ids;
    this.redactor = redactor;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if there is no transaction: the event could outlive its cause
   */
  @Override
  public void publish(DomainEvent event) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("no transaction to publish " + event.type() + " in");
    }
    UUID id = ids.get();
    outbox.add(id, event.type(), json.write(envelope(id, event)), clock.instant());
    TransactionSynchronizationManager.registerSynchronization(new Wake(afterCommit));
  }

  private EventEnvelope<Map<String, Object>> envelope(UUID id, DomainEvent event) {
    EventMetadata metadata = EventMetadata.current();
    if (metadata.userId() == null) {
      metadata =
          new EventMetadata(
              metadata.traceId(),
              metadata.spanId(),
              metadata.traceFlags(),
              metadata.correlationId(),
              metadata.causationId(),
              event.userId().value());
    }
    EventEnvelope<?> cause = CausingEvent.current();
    return new EventEnvelope<>(
        id.toString(),
        event.type(),
        event.aggregateId(),
        event.aggregateType(),
        event.occurredAt(),
        EventPayloads.of(event),
        (cause == null ? metadata : metadata.withCausation(cause)).redacted(redactor));
  }

  private record Wake(Runnable wake) implements TransactionSynchronization {
    @Override
    public void afterCommit() {
      wake.run();
    }
  }
}
