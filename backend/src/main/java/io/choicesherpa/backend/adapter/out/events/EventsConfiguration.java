package io.choicesherpa.backend.adapter.out.events;

import io.choicesherpa.backend.adapter.redis.EnvelopeJson;
import io.choicesherpa.backend.adapter.redis.EventStream;
import io.choicesherpa.backend.adapter.redis.EventTypes;
import io.choicesherpa.backend.adapter.redis.Redis;
import io.choicesherpa.backend.application.port.out.PublishEvent;
import io.choicesherpa.telemetry.events.EventTelemetry;
import io.choicesherpa.telemetry.metrics.EventMetrics;
import io.choicesherpa.telemetry.redaction.Redactor;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires the outbox, its relay and what looks after both. */
@Configuration(proxyBeanMethods = false)
class EventsConfiguration {

  private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
  private static final Duration SAMPLE_INTERVAL = Duration.ofSeconds(5);
  private static final Duration CLEAN_INTERVAL = Duration.ofHours(1);

  /** Far longer than an entry stays on the bounded stream. */
  private static final Duration REMEMBER_PROCESSED = Duration.ofDays(30);

  private static final Duration REMEMBER_PUBLISHED = Duration.ofDays(7);

  @Bean
  Outbox outbox(JdbcClient jdbc) {
    return new Outbox(jdbc);
  }

  @Bean
  OutboxRelay outboxRelay(
      Outbox outbox,
      PlatformTransactionManager transactions,
      EventStream stream,
      EnvelopeJson json,
      EventTelemetry telemetry,
      Clock clock) {
    EventTypes.ALL.forEach(telemetry.metrics()::expectPublished);
    return new OutboxRelay(
        outbox,
        new TransactionTemplate(transactions),
        stream,
        json,
        telemetry,
        clock,
        POLL_INTERVAL);
  }

  @Bean
  PublishEvent publishEvent(
      Outbox outbox, EnvelopeJson json, OutboxRelay relay, Clock clock, Redactor redactor) {
    return new OutboxPublisher(outbox, json, relay::wake, clock, UUID::randomUUID, redactor);
  }

  @Bean
  Upkeep eventsUpkeep(
      Outbox outbox,
      Redis redis,
      EventStream stream,
      EventTelemetry telemetry,
      JdbcClient jdbc,
      Clock clock) {
    EventMetrics metrics = telemetry.metrics();
    Upkeep upkeep = new Upkeep();
    upkeep.every(
        SAMPLE_INTERVAL,
        "sampling of events_pending in the outbox",
        () -> metrics.pendingInOutbox().set((double) outbox.count()));
    upkeep.every(
        SAMPLE_INTERVAL,
        "sampling of events_pending on the stream",
        () ->
            metrics
                .pendingInStream()
                .set((double) StreamBacklog.of(redis.shared().sync(), stream.name())));
    upkeep.every(
        CLEAN_INTERVAL,
        "forgetting of events processed long ago",
        () -> {
          int unused =
              jdbc.sql("DELETE FROM processed_events WHERE processed_at < ?")
                  .param(Timestamp.from(clock.instant().minus(REMEMBER_PROCESSED)))
                  .update();
        });
    upkeep.every(
        CLEAN_INTERVAL,
        "forgetting of events published long ago",
        () -> outbox.forgetPublishedBefore(clock.instant().minus(REMEMBER_PUBLISHED)));
    return upkeep;
  }
}
