package io.choicesherpa.backend.adapter.out.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.backend.adapter.redis.CausingEvent;
import io.choicesherpa.backend.adapter.redis.EnvelopeJson;
import io.choicesherpa.backend.adapter.redis.EventStream;
import io.choicesherpa.backend.adapter.redis.MalformedEventException;
import io.choicesherpa.backend.adapter.redis.Redis;
import io.choicesherpa.backend.adapter.redis.RedisConfiguration;
import io.choicesherpa.backend.domain.DomainEvent.SessionCreated;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.backend.domain.UserId;
import io.choicesherpa.backend.testing.Eventually;
import io.choicesherpa.backend.testing.TestRedis;
import io.choicesherpa.backend.testing.TestSchema;
import io.choicesherpa.telemetry.events.EventEnvelope;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.choicesherpa.telemetry.test.CapturedSpan;
import io.choicesherpa.telemetry.test.RequestScope;
import io.choicesherpa.telemetry.test.TelemetryCapture;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class OutboxRelayTest {

  /** Long, so that a test in which the signal does not work fails. */
  private static final Duration POLL = Duration.ofMinutes(1);

  private static final UserId USER = new UserId("user-1");
  private static final DataSource DATA_SOURCE = TestSchema.create();

  private final String streamName = "test:" + UUID.randomUUID();
  private final EnvelopeJson json = new EnvelopeJson();
  private final TelemetryCapture telemetry = TelemetryCapture.start();
  private final Outbox outbox = new Outbox(JdbcClient.create(DATA_SOURCE));
  private final TransactionTemplate transactions =
      new TransactionTemplate(new JdbcTransactionManager(DATA_SOURCE));
  private Redis redis;
  private EventStream stream;
  private OutboxRelay relay;

  @BeforeEach
  void start() {
    JdbcClient.create(DATA_SOURCE).sql("DELETE FROM outbox").update();
    connectTo(TestRedis.shared().url(), POLL);
  }

  @AfterEach
  void stop() {
    relay.stop();
    redis.close();
    telemetry.close();
  }

  @Test
  void committedEvent_isOnTheStreamAtOnce() throws Exception {
    relay.start();

    publishInTransaction();

    Eventually.holds(() -> assertThat(entries()).hasSize(1));
    Eventually.holds(() -> assertThat(outbox.count()).isZero());
    EventEnvelope<JsonNode> event = read(entries().get(0));
    assertThat(event.eventType()).isEqualTo("session.created");
    assertThat(event.aggregateType()).isEqualTo("session");
    assertThat(event.payload().get("tier").asString()).isEqualTo("pro");
    assertThat(telemetry)
        .metric("events_published_total")
        .withLabels("event_type", "session.created")
        .increasedBy(1);
  }

  @Test
  void publishedEvent_isKeptUntilItsTimeIsOver() {
    relay.start();
    publishInTransaction();
    Eventually.holds(() -> assertThat(outbox.count()).isZero());

    outbox.forgetPublishedBefore(Instant.now().minusSeconds(3600));
    assertThat(kept()).isEqualTo(1);
    outbox.forgetPublishedBefore(Instant.now().plusSeconds(3600));
    assertThat(kept()).isZero();
  }

  @Test
  void waitingEvent_isNeverForgotten() {
    outbox.add(UUID.randomUUID(), "x", validEnvelope(), Instant.EPOCH);

    outbox.forgetPublishedBefore(Instant.now().plusSeconds(3600));

    assertThat(outbox.count()).isEqualTo(1);
  }

  private static long kept() {
    return JdbcClient.create(DATA_SOURCE)
        .sql("SELECT count(*) FROM outbox")
        .query(Long.class)
        .single();
  }

  @Test
  void rolledBackEvent_isNeverPublished() {
    relay.start();

    transactions.executeWithoutResult(
        status -> {
          publisher().publish(event());
          status.setRollbackOnly();
        });
    publishInTransaction();

    Eventually.holds(() -> assertThat(entries()).hasSize(1));
    // The row goes just after the entry has come.
    Eventually.holds(() -> assertThat(outbox.count()).isZero());
  }

  @Test
  void eventWithoutATransaction_isRefused() {
    assertThatThrownBy(() -> publisher().publish(event()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no transaction to publish session.created in");
  }

  @Test
  void event_carriesTheTraceAndTheRequestThatMadeIt() throws Exception {
    relay.start();

    try (RequestScope request = telemetry.request("request-7").userId("user-1")) {
      telemetry.tracing().<RuntimeException>run("save", span -> publishInTransaction());
    }

    Eventually.holds(() -> assertThat(telemetry).span("publish_event").isChildOf("save"));
    CapturedSpan sent = telemetry.span("publish_event");
    Eventually.holds(() -> assertThat(entries()).hasSize(1));
    StreamMessage<String, String> entry = entries().get(0);
    assertThat(entry.getBody().get("traceparent"))
        .startsWith("00-" + sent.traceId() + "-" + sent.spanId());
    EventEnvelope<JsonNode> event = read(entry);
    assertThat(event.metadata().traceId()).isEqualTo(sent.traceId());
    assertThat(event.metadata().spanId()).isEqualTo(telemetry.span("save").spanId());
    assertThat(event.metadata().correlationId()).isEqualTo("request-7");
    assertThat(event.metadata().userId()).isEqualTo("user-1");
    assertThat(event.metadata().causationId()).isNull();
  }

  @Test
  void eventPublishedByAHandler_namesItsCause() throws Exception {
    relay.start();
    publishInTransaction();
    Eventually.holds(() -> assertThat(entries()).hasSize(1));
    EventEnvelope<JsonNode> cause = read(entries().get(0));

    try (Scope ignored = CausingEvent.storeIn(Context.current(), cause).makeCurrent()) {
      publishInTransaction();
    }

    Eventually.holds(() -> assertThat(entries()).hasSize(2));
    assertThat(read(entries().get(1)).metadata().causationId()).isEqualTo(cause.eventId());
  }

  @Test
  void poll_findsWhatNoSignalToldOf() {
    connectTo(TestRedis.shared().url(), Duration.ofMillis(50));
    relay.start();

    transactions.executeWithoutResult(
        status -> outbox.add(UUID.randomUUID(), "x", validEnvelope(), Instant.EPOCH));

    Eventually.holds(() -> assertThat(entries()).hasSize(1));
  }

  @Test
  void unreadableEvent_isPutAsideAndHoldsNothingUp() {
    outbox.add(UUID.randomUUID(), "x", "{not json", Instant.EPOCH);
    relay.start();

    publishInTransaction();

    Eventually.holds(() -> assertThat(entries()).hasSize(1));
    assertThat(entries(stream.deadLetterName()))
        .singleElement()
        .satisfies(
            dead ->
                assertThat(dead.getBody())
                    .containsEntry("dead_reason", "the envelope is not JSON")
                    .containsEntry("dead_handler", "outbox"));
  }

  @Test
  void manyEvents_keepTheirOrder() {
    List<UUID> ids =
        transactions.execute(
            status ->
                Stream.generate(UUID::randomUUID)
                    .limit(250)
                    .peek(id -> outbox.add(id, "x", envelope(id), Instant.EPOCH))
                    .toList());

    relay.start();

    Eventually.holds(() -> assertThat(entries()).hasSize(250));
    assertThat(entries()).extracting(entry -> read(entry).eventId()).isEqualTo(strings(ids));
  }

  @Test
  void twoRelays_publishEachEventOnce() {
    transactions.executeWithoutResult(
        status -> {
          for (int i = 0; i < 300; i++) {
            outbox.add(UUID.randomUUID(), "x", validEnvelope(), Instant.EPOCH);
          }
        });
    OutboxRelay other =
        new OutboxRelay(
            outbox, transactions, stream, json, telemetry.events("redis"), Clock.systemUTC(), POLL);

    relay.start();
    other.start();

    Eventually.holds(() -> assertThat(outbox.count()).isZero());
    other.stop();
    assertThat(entries()).hasSize(300);
  }

  @Test
  void redisAway_keepsEverythingUntilItIsBack(@TempDir Path directory) {
    try (TestRedis own = TestRedis.keptIn(directory)) {
      connectTo(own.url(), Duration.ofMillis(100));
      relay.start();
      publishInTransaction();
      Eventually.holds(() -> assertThat(outbox.count()).isZero());

      own.stop();
      for (int i = 0; i < 20; i++) {
        publishInTransaction();
      }
      assertThat(outbox.count()).isEqualTo(20);
      own.start();

      Eventually.holds(() -> assertThat(outbox.count()).isZero());
      List<StreamMessage<String, String>> all =
          own.with(commands -> commands.xrange(streamName, Range.unbounded()));
      assertThat(all).hasSize(21);
    }
  }

  @Test
  void backlog_countsWhatTheSlowestGroupHasNotDone() {
    for (int i = 0; i < 5; i++) {
      stream.append(validEnvelope(), Map.of());
    }
    var commands = redis.shared().sync();
    commands.xgroupCreate(StreamOffset.from(streamName, "0"), "slow");
    commands.xgroupCreate(StreamOffset.from(streamName, "$"), "fast");

    assertThat(StreamBacklog.of(commands, streamName)).isEqualTo(5);
    assertThat(StreamBacklog.of(commands, "test:nothing-there")).isZero();
  }

  private void connectTo(String url, Duration poll) {
    if (redis != null) {
      redis.close();
    }
    redis = RedisConfiguration.connect(name -> url);
    stream = new EventStream(redis, streamName, 1_000, 100);
    relay =
        new OutboxRelay(
            outbox, transactions, stream, json, telemetry.events("redis"), Clock.systemUTC(), poll);
  }

  private OutboxPublisher publisher() {
    return new OutboxPublisher(
        outbox, json, relay::wake, Clock.systemUTC(), UUID::randomUUID, Redactor.standard());
  }

  private void publishInTransaction() {
    transactions.executeWithoutResult(status -> publisher().publish(event()));
  }

  private static SessionCreated event() {
    return new SessionCreated(new SessionId(UUID.randomUUID()), USER, Tier.PRO, Instant.EPOCH);
  }

  private String validEnvelope() {
    return envelope(UUID.randomUUID());
  }

  private static String envelope(UUID id) {
    return """
    {"event_id":"%s","event_type":"session.created","aggregate_id":"a","aggregate_type":"session",\
    "occurred_at":"2026-01-01T00:00:00Z","payload":{}}"""
        .formatted(id);
  }

  private static List<String> strings(List<UUID> ids) {
    return ids.stream().map(UUID::toString).toList();
  }

  private EventEnvelope<JsonNode> read(StreamMessage<String, String> entry) {
    try {
      return json.read(entry.getBody().getOrDefault("envelope", ""));
    } catch (MalformedEventException e) {
      throw new AssertionError(e);
    }
  }

  private List<StreamMessage<String, String>> entries() {
    return entries(streamName);
  }

  private List<StreamMessage<String, String>> entries(String name) {
    return redis.shared().sync().xrange(name, Range.unbounded());
  }
}
