package io.choicesherpa.backend.adapter.in.events;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.choicesherpa.backend.adapter.redis.CausingEvent;
import io.choicesherpa.backend.adapter.redis.EnvelopeJson;
import io.choicesherpa.backend.adapter.redis.EventStream;
import io.choicesherpa.backend.adapter.redis.MalformedEventException;
import io.choicesherpa.backend.adapter.redis.Redis;
import io.choicesherpa.backend.adapter.redis.RedisConfiguration;
import io.choicesherpa.backend.testing.Eventually;
import io.choicesherpa.backend.testing.TestRedis;
import io.choicesherpa.telemetry.context.RequestContext;
import io.choicesherpa.telemetry.events.EventEnvelope;
import io.choicesherpa.telemetry.test.CapturedSpan;
import io.choicesherpa.telemetry.test.TelemetryCapture;
import io.lettuce.core.Consumer;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.sync.RedisCommands;
import io.opentelemetry.api.trace.SpanKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import tools.jackson.databind.JsonNode;

class StreamConsumerTest {

  private static final String GROUP = "scribe";
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private static final String[] CREATED = {"event_type", "session.created", "handler", GROUP};

  private final String streamName = "test:" + UUID.randomUUID();
  private final TelemetryCapture telemetry = TelemetryCapture.start();
  private final Scribe scribe = new Scribe();
  private final List<StreamConsumer> started = new ArrayList<>();
  private Redis redis;
  private EventStream stream;

  @BeforeEach
  void connect() {
    connectTo(TestRedis.shared().url());
  }

  @AfterEach
  void stop() {
    started.forEach(StreamConsumer::tellToStop);
    started.forEach(StreamConsumer::stop);
    redis.close();
    telemetry.close();
  }

  @Test
  void event_isHandledOnceInItsOwnTrace() {
    append("one", Map.of("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"));

    start();

    Eventually.holds(() -> assertThat(scribe.done).containsExactly("one"));
    Eventually.holds(() -> assertThat(pending()).isZero());
    assertThat(telemetry)
        .span("process session.created")
        .hasTraceId(TRACE)
        .hasKind(SpanKind.CONSUMER);
    assertThat(scribe.requestIds).containsExactly("request-7");
    assertThat(scribe.causes).containsExactly("one");
    assertThat(telemetry).metric("events_processed_total").withLabels(CREATED).increasedBy(1);
  }

  @Test
  void nextEvent_onTheSameThread_inheritsNothing() {
    append("one", Map.of("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"));
    stream.append(
        """
        {"event_id":"two","event_type":"session.created","aggregate_id":"a",\
        "aggregate_type":"session","occurred_at":"2026-01-01T00:00:00Z","payload":{},"metadata":{}}""",
        Map.of());

    start();

    Eventually.holds(() -> assertThat(telemetry).spans("process session.created").hasSize(2));
    CapturedSpan second = telemetry.spans("process session.created").get(1);
    assertThat(second).isRoot();
    assertThat(telemetry)
        .log()
        .withMessage("Handled one")
        .hasTraceId(TRACE)
        .hasRequestId("request-7");
    assertThat(telemetry).log().withMessage("Handled two").hasTraceIdOf(second);
    assertThat(scribe.requestIds).containsExactly("request-7", "");
  }

  @Test
  void eventsFromBeforeTheGroup_areNotMissed() {
    append("one");
    append("two");

    start();
    Eventually.holds(() -> assertThat(scribe.done).containsExactly("one", "two"));
    append("three");

    Eventually.holds(() -> assertThat(scribe.done).containsExactly("one", "two", "three"));
  }

  @Test
  void repeatedEvent_isPassedOver() {
    append("one");
    append("one");
    append("two");

    start();

    Eventually.holds(() -> assertThat(scribe.done).contains("two"));
    Eventually.holds(() -> assertThat(pending()).isZero());
    assertThat(scribe.done).containsExactly("one", "two");
    assertThat(telemetry)
        .as("a redelivered event is processed once")
        .metric("events_processed_total")
        .withLabels(CREATED)
        .increasedBy(2);
  }

  @Test
  void failedEvent_isTriedAgain() {
    scribe.failures.put("one", 2);
    append("one");
    append("two");

    start();

    Eventually.holds(() -> assertThat(scribe.done).containsExactly("two", "one"));
    Eventually.holds(() -> assertThat(pending()).isZero());
    assertThat(telemetry).metric("events_failed_total").withLabels(CREATED).increasedBy(2);
    assertThat(dead()).isEmpty();
  }

  @Test
  void eventThatKeepsFailing_isGivenUpWithItsReason() {
    scribe.failures.put("one", Integer.MAX_VALUE);
    append("one");

    start();

    Eventually.holds(() -> assertThat(dead()).hasSize(1));
    Eventually.holds(() -> assertThat(pending()).isZero());
    assertThat(dead().get(0).getBody())
        .containsEntry("dead_handler", GROUP)
        .containsEntry("dead_attempts", "3")
        .containsEntry("dead_reason", "java.lang.IllegalArgumentException")
        .containsKey("envelope");
    assertThat(scribe.attempts("one")).isEqualTo(3);
    assertThat(telemetry).metric("events_dead_lettered_total").withLabels(CREATED).increasedBy(1);
  }

  @Test
  void eventThatKeepsFailing_isGivenUpInTheContextOfWhoMadeIt() {
    scribe.failures.put("one", Integer.MAX_VALUE);
    append("one");
    List<String> told = new CopyOnWriteArrayList<>();
    AppenderBase<ILoggingEvent> listener =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            RequestContext request = RequestContext.current();
            if (event.getLevel() == Level.ERROR && request != null) {
              told.add(request.requestId() + " " + request.userId());
            }
          }
        };
    Logger logger = (Logger) LoggerFactory.getLogger(EntryProcessor.class);
    listener.start();
    logger.addAppender(listener);
    try {
      start();

      Eventually.holds(() -> assertThat(told).containsExactly("request-7 user-1"));
    } finally {
      logger.detachAppender(listener);
    }
  }

  @Test
  void whatIsNoEvent_isPutAsideAtOnceAndHoldsNothingUp() {
    redis.shared().sync().xadd(streamName, Map.of("envelope", "{\"event_id\":7}"));
    redis.shared().sync().xadd(streamName, Map.of("something", "else"));
    append("unknown-kind");
    append("one");

    start();

    Eventually.holds(() -> assertThat(scribe.done).containsExactly("one"));
    Eventually.holds(() -> assertThat(pending()).isZero());
    assertThat(dead())
        .extracting(entry -> entry.getBody().get("dead_reason"))
        .containsExactly(
            "payload is not an object", "there is no field envelope", "kind is not known");
  }

  @Test
  void entryOfAConsumerThatEnded_isTakenOver() {
    append("one");
    RedisCommands<String, String> commands = redis.shared().sync();
    commands.xgroupCreate(StreamOffset.from(streamName, "0"), GROUP);
    assertThat(readAs("gone")).hasSize(1);

    start();

    Eventually.holds(() -> assertThat(scribe.done).containsExactly("one"));
    Eventually.holds(() -> assertThat(pending()).isZero());
  }

  @Test
  void entryTrimmedBeforeItWasDone_isReportedAndForgotten() {
    append("one");
    RedisCommands<String, String> commands = redis.shared().sync();
    commands.xgroupCreate(StreamOffset.from(streamName, "0"), GROUP);
    assertThat(readAs("gone")).hasSize(1);
    commands.xtrim(streamName, 0);

    start();

    Eventually.holds(() -> assertThat(pending()).isZero());
    assertThat(telemetry)
        .metric("events_dead_lettered_total")
        .withLabels("event_type", "unknown", "handler", GROUP)
        .increasedBy(1);
  }

  @Test
  void databaseAway_wearsNoAttemptOut() {
    scribe.outages.set(6);
    append("one");
    append("two");

    start();

    Eventually.holds(() -> assertThat(scribe.done).containsExactly("one", "two"));
    Eventually.holds(() -> assertThat(pending()).isZero());
    assertThat(dead()).isEmpty();
  }

  @Test
  void redisAway_goesOnWhenItIsBack(@TempDir Path directory) {
    try (TestRedis own = TestRedis.keptIn(directory)) {
      connectTo(own.url());
      append("one");
      start();
      Eventually.holds(() -> assertThat(scribe.done).containsExactly("one"));

      own.stop();
      own.start();

      Eventually.holds(() -> append("two"));
      Eventually.holds(() -> assertThat(scribe.done).contains("one", "two"));
      assertThat(scribe.done).startsWith("one");
    }
  }

  @Test
  void redisThatLostEverything_isStartedWithAnew(@TempDir Path directory) {
    try (TestRedis own = TestRedis.keptIn(directory)) {
      connectTo(own.url());
      start();
      append("one");
      Eventually.holds(() -> assertThat(scribe.done).containsExactly("one"));

      own.with(RedisCommands::flushall);
      append("two");

      Eventually.holds(() -> assertThat(scribe.done).containsExactly("one", "two"));
    }
  }

  @Test
  void twoConsumersOfAGroup_shareTheWork() {
    start();
    start();
    for (int i = 0; i < 100; i++) {
      append("event-" + i);
    }

    Eventually.holds(() -> assertThat(scribe.done).hasSize(100));
    assertThat(scribe.done).doesNotHaveDuplicates();
  }

  private void start() {
    ConsumerSettings settings =
        new ConsumerSettings(
            "consumer-" + started.size(), 10, Duration.ofMillis(50), Duration.ofMillis(100), 3);
    StreamConsumer consumer =
        new StreamConsumer(
            GROUP,
            new EntryProcessor(scribe, stream, new EnvelopeJson(), telemetry.events("redis"), 3),
            stream,
            redis,
            settings,
            System::nanoTime);
    started.add(consumer);
    consumer.start();
  }

  private void connectTo(String url) {
    if (redis != null) {
      redis.close();
    }
    redis = RedisConfiguration.connect(name -> url);
    stream = new EventStream(redis, streamName, 1_000, 100);
  }

  private void append(String id) {
    append(id, Map.of());
  }

  private void append(String id, Map<String, String> headers) {
    stream.append(
        """
        {"event_id":"%s","event_type":"session.created","aggregate_id":"a",\
        "aggregate_type":"session","occurred_at":"2026-01-01T00:00:00Z","payload":{},\
        "metadata":{"correlation_id":"request-7","user_id":"user-1"},"new_field":1}"""
            .formatted(id),
        headers);
  }

  @SuppressWarnings("unchecked") // generic varargs with one argument
  private List<StreamMessage<String, String>> readAs(String consumer) {
    return redis
        .shared()
        .sync()
        .xreadgroup(Consumer.from(GROUP, consumer), StreamOffset.lastConsumed(streamName));
  }

  private long pending() {
    return redis.shared().sync().xpending(streamName, GROUP).getCount();
  }

  private List<StreamMessage<String, String>> dead() {
    return redis.shared().sync().xrange(stream.deadLetterName(), Range.unbounded());
  }

  /** Writes down what it handled, and fails as told. */
  private static final class Scribe implements EventHandler {

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final List<String> requestIds = new CopyOnWriteArrayList<>();
    private final List<String> causes = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final AtomicInteger outages = new AtomicInteger();

    @Override
    public String name() {
      return GROUP;
    }

    @Override
    public boolean isDone(String eventId) {
      return known.contains(eventId);
    }

    int attempts(String id) {
      return attempts.getOrDefault(id, 0);
    }

    @Override
    public void handle(EventEnvelope<JsonNode> event) throws MalformedEventException {
      String id = event.eventId();
      if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new DataAccessResourceFailureException("no connection");
      }
      if (id.equals("unknown-kind")) {
        throw new MalformedEventException("kind is not known");
      }
      int attempt = attempts.merge(id, 1, Integer::sum);
      if (attempt <= failures.getOrDefault(id, 0)) {
        throw new IllegalArgumentException("the text that the person wrote");
      }
      known.add(id);
      LoggerFactory.getLogger(Scribe.class).info("Handled {}", id);
      requestIds.add(requestId());
      EventEnvelope<?> cause = CausingEvent.current();
      causes.add(cause == null ? "" : cause.eventId());
      done.add(id);
    }

    private static String requestId() {
      RequestContext request = RequestContext.current();
      @Nullable String id = request == null ? null : request.requestId();
      return id == null ? "" : id;
    }
  }
}
