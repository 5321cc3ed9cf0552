package io.choicesherpa.backend.adapter.in.events;

import io.choicesherpa.backend.adapter.redis.EventStream;
import io.choicesherpa.backend.adapter.redis.Outage;
import io.choicesherpa.backend.adapter.redis.Redis;
import io.lettuce.core.Consumer;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XClaimArgs;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XPendingArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.models.stream.PendingMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the stream for one handler's group on a thread of its own.
 *
 * <p>An entry that was read stays pending in the group until it is done with or given up. What
 * stays pending for too long (its handler failed, or its consumer ended) is claimed and tried
 * again: by XPENDING and XCLAIM, because XAUTOCLAIM does not tell how often that has been done, and
 * in Redis 6 not even the id of an entry that has been trimmed away.
 */
final class StreamConsumer {

  private static final Logger log = LoggerFactory.getLogger(StreamConsumer.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private static final int CLAIM_BATCH = 100;

  private final String group;
  private final EntryProcessor processor;
  private final EventStream stream;
  private final Redis redis;
  private final ConsumerSettings settings;
  private final LongSupplier nanoTime;
  private final Outage outage;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Thread thread;

  StreamConsumer(
      String group,
      EntryProcessor processor,
      EventStream stream,
      Redis redis,
      ConsumerSettings settings,
      LongSupplier nanoTime) {
    this.group = group;
    this.processor = processor;
    this.stream = stream;
    this.redis = redis;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.outage = new Outage(log, "reading of events for " + group);
  }

  synchronized void start() {
    Thread started = new Thread(this::run, "events-" + group);
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  /** Lets the entry at work be finished; what was read beyond it stays pending. */
  void tellToStop() {
    stopping.countDown();
  }

  /** Stops it, and waits until it has. A stopped consumer cannot be started again. */
  void stop() {
    tellToStop();
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running == null) {
      return;
    }
    try {
      running.join(STOP_LIMIT.toMillis());
      if (running.isAlive()) {
        running.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0 || Thread.currentThread().isInterrupted();
  }

  private void run() {
    while (!isStopping()) {
      try (StatefulRedisConnection<String, String> connection =
          redis.dedicated(settings.block().plusSeconds(2))) {
        follow(connection.sync());
      } catch (RuntimeException e) {
        if (!isStopping()) {
          waitFor(outage.failed(e));
        }
      }
    }
  }

  private void waitFor(Duration wait) {
    try {
      boolean unused = stopping.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(RedisCommands<String, String> commands) {
    createGroup(commands);
    XReadArgs read = XReadArgs.Builder.block(settings.block()).count(settings.batch());
    Consumer<String> consumer = Consumer.from(group, settings.consumer());
    long nextClaimNanos = nanoTime.getAsLong();
    while (!isStopping()) {
      if (nanoTime.getAsLong() - nextClaimNanos >= 0) {
        retryPending(commands, consumer);
        nextClaimNanos = nanoTime.getAsLong() + settings.retryAfter().toNanos() / 2;
      }
      List<StreamMessage<String, String>> entries = readNew(commands, consumer, read);
      outage.over();
      for (StreamMessage<String, String> entry : entries) {
        if (isStopping()) {
          return;
        }
        finish(commands, entry, 1);
      }
    }
  }

  @SuppressWarnings("unchecked") // generic varargs of Lettuce, with one argument
  private List<StreamMessage<String, String>> readNew(
      RedisCommands<String, String> commands, Consumer<String> consumer, XReadArgs read) {
    return commands.xreadgroup(consumer, read, StreamOffset.lastConsumed(stream.name()));
  }

  /** From the stream's beginning, so that a group made late misses nothing that is still there. */
  private void createGroup(RedisCommands<String, String> commands) {
    try {
      commands.xgroupCreate(
          StreamOffset.from(stream.name(), "0"), group, XGroupCreateArgs.Builder.mkstream());
    } catch (RedisBusyException thereAlready) {
      log.atDebug().addKeyValue("group", group).log("consumer group is there already");
    }
  }

  private void retryPending(RedisCommands<String, String> commands, Consumer<String> consumer) {
    List<PendingMessage> stale =
        commands.xpending(
            stream.name(),
            new XPendingArgs<String>()
                .group(group)
                .range(Range.unbounded())
                .limit(Limit.from(CLAIM_BATCH))
                .idle(settings.retryAfter()));
    for (PendingMessage pending : stale) {
      if (isStopping()) {
        return;
      }
      retry(commands, consumer, pending);
    }
  }

  private void retry(
      RedisCommands<String, String> commands, Consumer<String> consumer, PendingMessage pending) {
    String id = pending.getId();
    if (commands.xrange(stream.name(), Range.create(id, id)).isEmpty()) {
      processor.lost(id);
      commands.xack(stream.name(), group, id);
      return;
    }
    List<StreamMessage<String, String>> claimed =
        commands.xclaim(
            stream.name(), consumer, XClaimArgs.Builder.minIdleTime(settings.retryAfter()), id);
    for (StreamMessage<String, String> entry : claimed) {
      finish(commands, entry, (int) pending.getRedeliveryCount() + 1);
    }
  }

  /**
   * Has an entry processed. While the handler's own means are out of order it waits here with it:
   * going on would only wear out the attempts of everything that comes.
   */
  private void finish(
      RedisCommands<String, String> commands, StreamMessage<String, String> entry, int attempt) {
    while (!isStopping()) {
      try {
        if (processor.process(entry, attempt)) {
          commands.xack(stream.name(), group, entry.getId());
        }
        outage.over();
        return;
      } catch (HandlerOutageException e) {
        waitFor(outage.failed(e));
      }
    }
  }
}
