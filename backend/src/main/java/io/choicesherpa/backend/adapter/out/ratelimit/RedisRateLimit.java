package io.choicesherpa.backend.adapter.out.ratelimit;

import io.choicesherpa.backend.adapter.redis.Outage;
import io.choicesherpa.backend.adapter.redis.Redis;
import io.choicesherpa.backend.application.port.out.LimitRate;
import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.backend.domain.UserId;
import io.choicesherpa.telemetry.metrics.RateLimitMetrics;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The generic cell rate algorithm (ITU-T I.371) in one Lua script, so that any number of processes
 * count together and none takes what another has taken. Redis' own clock is the only one.
 *
 * <p>Per person and resource Redis holds one number, the time at which everything taken so far will
 * have come back, and forgets it then. Refused requests take nothing.
 *
 * <p>Without Redis everybody is let through: a limit protects the AI bill, and a service that turns
 * paying people away because its counter is gone costs more. Each request let through is counted in
 * {@code rate_limit_unchecked_total}; the log tells of an outage once, and of short ones at most
 * once a minute. After a failure Redis is left alone for a moment, so that a Redis that hangs does
 * not slow every request down.
 */
final class RedisRateLimit implements LimitRate {

  private static final Logger log = LoggerFactory.getLogger(RedisRateLimit.class);
  private static final String KEY_PREFIX = "choice-sherpa:rate:";

  /** Beyond this a rate limit is slower than what it protects. */
  private static final Duration CHECK_LIMIT = Duration.ofMillis(250);

  /** On a machine with too much to do, answers are late now and then. */
  private static final Duration TOLD_APART = Duration.ofMinutes(1);

  /**
   * KEYS[1] the person's key, ARGV[1] interval and ARGV[2] capacity in microseconds. Answers 0 for
   * taken, else the microseconds until one is back.
   */
  private static final String SCRIPT =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000000 + time[2]
      local interval = tonumber(ARGV[1])
      local full = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now) + interval
      local wait = full - tonumber(ARGV[2]) - now
      if wait > 0 then
        return wait
      end
      redis.call('SET', KEYS[1], string.format('%.0f', full),
        'PX', math.ceil((full - now) / 1000))
      return 0
      """;

  private final Redis redis;
  private final RateLimits limits;
  private final RateLimitMetrics metrics;
  private final RateLimitOutageMetrics outageMetrics;
  private final LongSupplier nanoTime;

  // Guarded by outage.
  private final Outage outage;
  private volatile boolean out;
  private volatile long nextTryNanos;

  RedisRateLimit(
      Redis redis,
      RateLimits limits,
      RateLimitMetrics metrics,
      RateLimitOutageMetrics outageMetrics,
      LongSupplier nanoTime) {
    this.redis = redis;
    this.limits = limits;
    this.metrics = metrics;
    this.outageMetrics = outageMetrics;
    this.nanoTime = nanoTime;
    outage = new Outage(log, "rate limiting", TOLD_APART, nanoTime);
    for (String resource : limits.resources()) {
      for (Tier tier : Tier.values()) {
        var unused = metrics.hits(tier.wireName(), resource);
      }
    }
  }

  @Override
  public Decision take(UserId user, Tier tier, String resource) {
    Rate rate = limits.rate(resource, tier);
    if (out && nanoTime.getAsLong() - nextTryNanos < 0) {
      outageMetrics.unchecked(resource);
      return Decision.ALLOWED;
    }
    long waitMicros;
    try {
      waitMicros = check(KEY_PREFIX + resource + ":" + user.value(), rate);
    } catch (RedisException | TimeoutException e) {
      failed(e);
      outageMetrics.unchecked(resource);
      return Decision.ALLOWED;
    }
    recovered();
    if (waitMicros <= 0) {
      return Decision.ALLOWED;
    }
    metrics.hits(tier.wireName(), resource).inc();
    return new Decision(false, Duration.ofNanos(waitMicros * 1_000));
  }

  private long check(String key, Rate rate) throws TimeoutException {
    RedisFuture<Long> answer =
        redis
            .shared()
            .async()
            .eval(
                SCRIPT,
                ScriptOutputType.INTEGER,
                new String[] {key},
                Long.toString(rate.intervalMicros()),
                Long.toString(rate.capacityMicros()));
    try {
      return answer.get(CHECK_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RedisException failure ? failure : new RedisException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisException(e);
    }
  }

  private void failed(Exception failure) {
    synchronized (outage) {
      if (out && nanoTime.getAsLong() - nextTryNanos < 0) {
        // One of several that were under way: the same failure, which was noted already.
        return;
      }
      nextTryNanos = nanoTime.getAsLong() + outage.failed(failure).toNanos();
      out = true;
    }
  }

  private void recovered() {
    if (out) {
      synchronized (outage) {
        outage.over();
        out = false;
      }
    }
  }
}
