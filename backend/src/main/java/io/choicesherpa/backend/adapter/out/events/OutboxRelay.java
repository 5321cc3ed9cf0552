package io.choicesherpa.backend.adapter.out.events;

import io.choicesherpa.backend.adapter.out.events.Outbox.Waiting;
import io.choicesherpa.backend.adapter.redis.EnvelopeJson;
import io.choicesherpa.backend.adapter.redis.EventStream;
import io.choicesherpa.backend.adapter.redis.MalformedEventException;
import io.choicesherpa.backend.adapter.redis.Outage;
import io.choicesherpa.telemetry.events.EventEnvelope;
import io.choicesherpa.telemetry.events.EventTelemetry;
import io.lettuce.core.RedisException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/**
 * Puts what is in the outbox on the stream, in the order in which it was written: right after a
 * commit, and now and then in case that another process wrote it or ended before it could.
 *
 * <p>At least once: a row is marked when its event is on the stream, and an event whose row could
 * not be marked is put there again, under the same id. While Redis is away everything waits here.
 */
final class OutboxRelay implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final int BATCH = 100;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final Outbox outbox;
  private final TransactionOperations transactions;
  private final EventStream stream;
  private final EnvelopeJson json;
  private final EventTelemetry telemetry;
  private final Clock clock;
  private final Duration pollInterval;
  private final Outage outage = new Outage(log, "publishing of events");
  private final Semaphore wakeUps = new Semaphore(0);
  private volatile @Nullable Thread thread;
  private volatile boolean stopping;

  OutboxRelay(
      Outbox outbox,
      TransactionOperations transactions,
      EventStream stream,
      EnvelopeJson json,
      EventTelemetry telemetry,
      Clock clock,
      Duration pollInterval) {
    this.outbox = outbox;
    this.transactions = transactions;
    this.stream = stream;
    this.json = json;
    this.telemetry = telemetry;
    this.clock = clock;
    this.pollInterval = pollInterval;
  }

  /** Has the relay look at once. Never blocks; safe to call from anywhere. */
  void wake() {
    wakeUps.release();
  }

  @Override
  public void start() {
    stopping = false;
    Thread started = new Thread(this::run, "outbox-relay");
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  @Override
  public void stop() {
    Thread running = thread;
    if (running == null) {
      return;
    }
    stopping = true;
    wake();
    try {
      running.join(STOP_LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** Before the first request, and until after the last one. */
  @Override
  public int getPhase() {
    return 0;
  }

  private void run() {
    while (!stopping) {
      Duration wait = pollInterval;
      try {
        while (relayBatch() == BATCH && !stopping) {
          outage.over();
        }
        outage.over();
      } catch (RuntimeException e) {
        wait = outage.failed(e);
      }
      await(wait);
    }
  }

  private void await(Duration wait) {
    try {
      if (wakeUps.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        wakeUps.drainPermits();
      }
    } catch (InterruptedException e) {
      stopping = true;
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Publishes one batch.
   *
   * @return how many were waiting
   * @throws RedisException if the stream could not be reached; what was published until then is not
   *     published again
   */
  private int relayBatch() {
    RedisException[] failure = new RedisException[1];
    Integer count =
        transactions.execute(
            status -> {
              List<Waiting> waiting = outbox.hold(BATCH);
              List<Long> published = new ArrayList<>();
              try {
                for (Waiting event : waiting) {
                  publish(event);
                  published.add(event.position());
                }
              } catch (RedisException e) {
                failure[0] = e;
              }
              if (!published.isEmpty()) {
                outbox.markPublished(published, clock.instant());
              }
              return waiting.size();
            });
    if (failure[0] != null) {
      throw failure[0];
    }
    return count == null ? 0 : count;
  }

  private void publish(Waiting waiting) {
    EventEnvelope<JsonNode> envelope;
    try {
      envelope = json.read(waiting.envelope());
    } catch (MalformedEventException e) {
      // Not written by this application; it must not hold up what comes after it.
      log.atError().setCause(e).log("event in the outbox cannot be read; put aside");
      stream.appendDead(
          Map.of(EventStream.ENVELOPE, waiting.envelope()),
          "outbox-" + waiting.position(),
          "outbox",
          1,
          String.valueOf(e.getMessage()));
      telemetry.deadLettered("unknown", "outbox");
      return;
    }
    telemetry.publish(
        envelope, stream.name(), headers -> stream.append(waiting.envelope(), headers));
  }
}
