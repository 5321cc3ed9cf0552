package io.choicesherpa.backend.adapter.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Connections to Redis, opened when they are first wanted: the application starts and serves
 * without Redis too.
 *
 * <p>An open connection mends itself; commands given meanwhile fail at once. Thread-safe.
 */
public final class Redis implements AutoCloseable {

  /** How long one failed attempt to connect speaks for the next ones. */
  private static final Duration QUIET_AFTER_FAILURE = Duration.ofMillis(250);

  private final RedisClient client;
  private final LongSupplier nanoTime;
  private volatile @Nullable StatefulRedisConnection<String, String> shared;

  // Guarded by this.
  private @Nullable RedisConnectionException lastFailure;
  private long lastFailureNanos;

  /**
   * Connects by {@code client}, and closes it in the end.
   *
   * @param nanoTime a monotonic clock, in nanoseconds
   */
  public Redis(RedisClient client, LongSupplier nanoTime) {
    this.client = client;
    this.nanoTime = nanoTime;
  }

  /**
   * The connection for everything that does not block.
   *
   * @throws RedisConnectionException if there is none to be had
   */
  public StatefulRedisConnection<String, String> shared() {
    StatefulRedisConnection<String, String> connection = shared;
    return connection == null ? connectShared() : connection;
  }

  /**
   * A connection of the caller's own, for blocking reads; the caller closes it.
   *
   * @param timeout of each command, longer than any read blocks
   * @throws RedisConnectionException if there is none to be had
   */
  public StatefulRedisConnection<String, String> dedicated(Duration timeout) {
    StatefulRedisConnection<String, String> connection = client.connect();
    connection.setTimeout(timeout);
    return connection;
  }

  private synchronized StatefulRedisConnection<String, String> connectShared() {
    StatefulRedisConnection<String, String> connection = shared;
    if (connection != null) {
      return connection;
    }
    // A thousand requests must not each wait for the same unreachable server.
    if (lastFailure != null
        && nanoTime.getAsLong() - lastFailureNanos < QUIET_AFTER_FAILURE.toNanos()) {
      throw new RedisConnectionException("no connection", lastFailure);
    }
    try {
      connection = client.connect();
    } catch (RedisConnectionException e) {
      lastFailure = e;
      lastFailureNanos = nanoTime.getAsLong();
      throw e;
    }
    lastFailure = null;
    shared = connection;
    return connection;
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    client.getResources().shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3_000);
  }
}
