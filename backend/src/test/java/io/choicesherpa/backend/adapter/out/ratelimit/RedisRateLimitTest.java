package io.choicesherpa.backend.adapter.out.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.backend.adapter.redis.Redis;
import io.choicesherpa.backend.adapter.redis.RedisConfiguration;
import io.choicesherpa.backend.application.port.out.LimitRate.Decision;
import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.backend.domain.UserId;
import io.choicesherpa.backend.testing.Eventually;
import io.choicesherpa.backend.testing.TestRedis;
import io.choicesherpa.telemetry.metrics.RateLimitMetrics;
import io.choicesherpa.telemetry.test.TelemetryCapture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

class RedisRateLimitTest {

  private static final Map<String, String> LIMITS =
      Map.of(
          "RATE_LIMIT_MESSAGES_FREE", "3/hour",
          "RATE_LIMIT_MESSAGES_PRO", "5/hour",
          "RATE_LIMIT_SESSIONS_FREE", "20/second");

  private static final String UNCHECKED = RateLimitOutageMetrics.UNCHECKED.name();

  private final UserId user = new UserId("user-" + UUID.randomUUID());
  private final TelemetryCapture telemetry =
      TelemetryCapture.builder().metrics(RateLimitOutageMetrics.CATALOGUE).start();
  private final RateLimitMetrics hits = new RateLimitMetrics(telemetry.metrics());
  private Redis redis;
  private RedisRateLimit limit;

  @BeforeEach
  void connect() {
    connectTo(TestRedis.shared().url(), System::nanoTime);
  }

  @AfterEach
  void close() {
    redis.close();
    telemetry.close();
  }

  @Test
  void soMany_areAllowedAndTheNextIsTold_whenToComeBack() {
    for (int i = 0; i < 3; i++) {
      assertThat(limit.take(user, Tier.FREE, "messages")).isEqualTo(Decision.ALLOWED);
    }

    Decision refused = limit.take(user, Tier.FREE, "messages");

    assertThat(refused.allowed()).isFalse();
    assertThat(refused.retryAfter()).isBetween(Duration.ofMinutes(19), Duration.ofMinutes(20));
    assertThat(telemetry)
        .metric("rate_limit_hits_total")
        .withLabels("scope", "free", "resource", "messages")
        .increasedBy(1);
  }

  @Test
  void refusals_takeNothing() {
    for (int i = 0; i < 10; i++) {
      var unused = limit.take(user, Tier.FREE, "messages");
    }

    assertThat(limit.take(user, Tier.FREE, "messages").retryAfter())
        .isLessThanOrEqualTo(Duration.ofMinutes(20));
  }

  @Test
  void personsAndResources_areCountedApart() {
    for (int i = 0; i < 4; i++) {
      var unused = limit.take(user, Tier.FREE, "messages");
    }

    assertThat(limit.take(user, Tier.FREE, "sessions").allowed()).isTrue();
    assertThat(
            limit.take(new UserId("other-" + UUID.randomUUID()), Tier.FREE, "messages").allowed())
        .isTrue();
  }

  @Test
  void higherTier_mayDoMore() {
    assertThat(allowed(Tier.PRO, 10)).isEqualTo(5);
  }

  @Test
  void whatWasTaken_comesBack() {
    assertThat(allowed(Tier.FREE, "sessions", 60)).isBetween(20, 40);

    Eventually.holds(() -> assertThat(limit.take(user, Tier.FREE, "sessions").allowed()).isTrue());
  }

  @Test
  void manyAtOnce_takeNoMoreThanThereIs() throws InterruptedException {
    AtomicInteger allowed = new AtomicInteger();
    ExecutorService people = Executors.newFixedThreadPool(8);
    for (int i = 0; i < 50; i++) {
      people.execute(
          () -> {
            if (limit.take(user, Tier.FREE, "messages").allowed()) {
              allowed.incrementAndGet();
            }
          });
    }
    people.shutdown();

    assertThat(people.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(allowed).hasValue(3);
  }

  @Test
  void usedKey_isForgottenInTime() {
    var unused = limit.take(user, Tier.FREE, "messages");

    assertThat(redis.shared().sync().pttl("choice-sherpa:rate:messages:" + user.value()))
        .isBetween(1L, Duration.ofMinutes(20).toMillis());
  }

  @Test
  void redisAway_letsEverybodyThroughUntilItIsBack(@TempDir Path directory) {
    try (TestRedis own = TestRedis.keptIn(directory)) {
      connectTo(own.url(), System::nanoTime);
      assertThat(allowed(Tier.FREE, 5)).isEqualTo(3);

      own.stop();
      assertThat(allowed(Tier.FREE, 5)).isEqualTo(5);
      own.start();

      Eventually.holds(
          () -> assertThat(limit.take(user, Tier.FREE, "messages").allowed()).isFalse());
      assertThat(telemetry).metric(UNCHECKED).increasedByAtLeast(5);
    }
  }

  @Test
  void redisThatHangs_costsNextToNothing() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      connectTo("redis://127.0.0.1:" + silent.getLocalPort(), System::nanoTime);
      long start = System.nanoTime();

      assertThat(allowed(Tier.FREE, 50)).isEqualTo(50);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(telemetry).metric(UNCHECKED).increasedBy(50);
    }
  }

  @Test
  void manyLateAnswersAtOnce_areOneFailure(@TempDir Path directory) throws InterruptedException {
    AtomicLong nanoTime = new AtomicLong();
    try (TestRedis own = TestRedis.keptIn(directory)) {
      connectTo(own.url(), nanoTime::get);
      assertThat(allowed(Tier.FREE, 1)).isEqualTo(1);

      redis.shared().sync().clientPause(1_000);
      ExecutorService people = Executors.newFixedThreadPool(8);
      for (int i = 0; i < 8; i++) {
        people.execute(
            () -> assertThat(limit.take(user, Tier.FREE, "messages").allowed()).isTrue());
      }
      people.shutdown();
      assertThat(people.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
      assertThat(redis.shared().sync().ping()).isEqualTo("PONG");
      assertThat(telemetry).metric(UNCHECKED).increasedBy(8);

      nanoTime.addAndGet(Duration.ofMillis(100).toNanos());
      assertThat(allowed(Tier.FREE, 5)).isLessThan(5);
    }
  }

  @Test
  void shortOutages_areToldOnceAMinute(@TempDir Path directory) {
    AtomicLong nanoTime = new AtomicLong();
    try (TestRedis own = TestRedis.keptIn(directory)) {
      connectTo(own.url(), nanoTime::get);
      for (int i = 0; i < 4; i++) {
        redis.shared().sync().clientPause(400);
        assertThat(allowed(Tier.FREE, 1)).isEqualTo(1);
        nanoTime.addAndGet(Duration.ofSeconds(25).toNanos());
        assertThat(redis.shared().sync().ping()).isEqualTo("PONG");
        var unused = limit.take(user, Tier.FREE, "messages");
      }

      assertThat(telemetry).metric(UNCHECKED).increasedBy(4);
      assertThat(telemetry)
          .log()
          .withLevel(Level.WARN)
          .withMessageContaining("rate limiting is interrupted")
          .hasCount(2);
    }
  }

  private int allowed(Tier tier, int tries) {
    return allowed(tier, "messages", tries);
  }

  private int allowed(Tier tier, String resource, int tries) {
    int allowed = 0;
    for (int i = 0; i < tries; i++) {
      if (limit.take(user, tier, resource).allowed()) {
        allowed++;
      }
    }
    return allowed;
  }

  private void connectTo(String url, LongSupplier nanoTime) {
    if (redis != null) {
      redis.close();
    }
    redis = RedisConfiguration.connect(name -> url);
    limit =
        new RedisRateLimit(
            redis,
            RateLimits.read(LIMITS::get),
            hits,
            new RateLimitOutageMetrics(telemetry.metrics()),
            nanoTime);
  }
}
