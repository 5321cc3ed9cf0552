package io.choicesherpa.telemetry.health;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HealthChecksTest {

  private final AtomicLong nanos = new AtomicLong();
  private final List<HealthChecks> opened = new ArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void close() {
    release.countDown();
    opened.forEach(HealthChecks::close);
  }

  @Test
  void liveness_isOkWhateverTheChecksSay() {
    HealthChecks health = checks(HealthCheck.required("database", this::fail));

    assertThat(health.liveness().toJson()).isEqualTo("{\"status\":\"ok\"}");
    assertThat(health.liveness().httpStatus()).isEqualTo(200);
  }

  @Test
  void readiness_whenAllPass_isReady() {
    HealthChecks health =
        checks(
            HealthCheck.required("database", () -> {}),
            HealthCheck.required("redis", () -> {}),
            HealthCheck.informative("ai_provider", () -> {}));

    assertThat(health.readiness().toJson())
        .isEqualTo(
            "{\"status\":\"ready\",\"checks\":{\"database\":\"ok\",\"redis\":\"ok\",\"ai_provider\":\"ok\"}}");
    assertThat(health.readiness().httpStatus()).isEqualTo(200);
  }

  @Test
  void readiness_whenARequiredCheckFails_isNotReady() {
    HealthChecks health =
        checks(
            HealthCheck.required("database", this::fail),
            HealthCheck.informative("ai_provider", () -> {}));

    assertThat(health.readiness().toJson())
        .isEqualTo(
            "{\"status\":\"not_ready\",\"checks\":{\"database\":\"fail\",\"ai_provider\":\"ok\"}}");
    assertThat(health.readiness().httpStatus()).isEqualTo(503);
  }

  @Test
  void readiness_whenAnInformativeCheckFails_isReady() {
    HealthChecks health =
        checks(
            HealthCheck.required("database", () -> {}),
            HealthCheck.informative("ai_provider", this::fail));

    HealthReport report = health.readiness();

    assertThat(report.httpStatus()).isEqualTo(200);
    assertThat(report.status()).isEqualTo("ready");
    assertThat(report.checks()).containsEntry("ai_provider", "fail");
  }

  @Test
  void readiness_whenAProbeDiesOfAnError_reportsItAsFailed() {
    HealthChecks health =
        checks(
            HealthCheck.required(
                "database",
                () -> {
                  throw new StackOverflowError();
                }));

    assertThat(health.readiness().checks()).containsEntry("database", "fail");
  }

  @Test
  void readiness_withoutChecks_isReadyEveryTime() {
    HealthChecks health = checks();

    assertThat(health.readiness().toJson()).isEqualTo("{\"status\":\"ready\"}");
    nanos.addAndGet(SECONDS.toNanos(5));
    assertThat(health.readiness().status()).isEqualTo("ready");
  }

  @Test
  void checks_runSideBySide() {
    CountDownLatch bothRun = new CountDownLatch(2);
    HealthCheck.Probe waitsForTheOther =
        () -> {
          bothRun.countDown();
          if (!bothRun.await(10, SECONDS)) {
            throw new IllegalStateException("alone");
          }
        };
    HealthChecks health =
        checks(
            HealthCheck.required("database", waitsForTheOther),
            HealthCheck.required("redis", waitsForTheOther));

    assertThat(health.readiness().status()).isEqualTo("ready");
  }

  @Test
  void checksThatHang_failTogetherWithinASecond() {
    HealthChecks health =
        checks(
            HealthCheck.required("database", this::hang),
            HealthCheck.required("redis", this::hang),
            HealthCheck.informative("ai_provider", () -> {}));
    // Classes and the log are loaded by the first failure, which is not what is measured here.
    assertThat(checks(HealthCheck.required("warm_up", this::fail)).readiness().healthy()).isFalse();

    long start = System.nanoTime();
    HealthReport report = health.readiness();
    long millis = (System.nanoTime() - start) / 1_000_000;

    assertThat(report.checks())
        .containsEntry("database", "fail")
        .containsEntry("redis", "fail")
        .containsEntry("ai_provider", "ok");
    assertThat(millis).isBetween(550L, 1_000L);
  }

  @Test
  void checkThatHangsAndIgnoresInterrupts_keepsOneThreadAndFailsAtOnce() {
    AtomicInteger started = new AtomicInteger();
    HealthChecks health =
        checks(
            HealthCheck.required(
                    "database",
                    () -> {
                      started.incrementAndGet();
                      hangWhateverHappens();
                    })
                .within(Duration.ofMillis(20)));

    for (int i = 0; i < 20; i++) {
      assertThat(health.readiness().checks()).containsEntry("database", "fail");
      nanos.addAndGet(SECONDS.toNanos(2));
    }

    assertThat(started).hasValue(1);
  }

  @Test
  void checkThatHung_passesAgainOnceItIsFree() {
    AtomicBoolean hangs = new AtomicBoolean(true);
    HealthChecks health =
        checks(
            HealthCheck.required(
                    "database",
                    () -> {
                      if (hangs.get()) {
                        hang();
                      }
                    })
                .within(Duration.ofMillis(50)));

    assertThat(health.readiness().status()).isEqualTo("not_ready");
    hangs.set(false);
    long deadline = System.nanoTime() + SECONDS.toNanos(10);
    do {
      nanos.addAndGet(SECONDS.toNanos(2));
    } while (!health.readiness().healthy() && System.nanoTime() < deadline);

    assertThat(health.readiness().status()).isEqualTo("ready");
  }

  @Test
  void result_isKeptForItsTimeAndNoLonger() {
    AtomicInteger runs = new AtomicInteger();
    HealthChecks health = checks(HealthCheck.required("database", runs::incrementAndGet));

    health.readiness();
    nanos.addAndGet(MILLISECONDS.toNanos(999));
    health.readiness();
    assertThat(runs).hasValue(1);

    nanos.addAndGet(MILLISECONDS.toNanos(1));
    health.readiness();
    assertThat(runs).hasValue(2);
  }

  @Test
  void probesThatComeTogether_shareOneRun() throws InterruptedException {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch entered = new CountDownLatch(1);
    HealthChecks health =
        checks(
            HealthCheck.required(
                "database",
                () -> {
                  runs.incrementAndGet();
                  entered.countDown();
                  release.await();
                }));
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try {
      List<CompletableFuture<HealthReport>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        answers.add(CompletableFuture.supplyAsync(health::readiness, callers));
      }
      assertThat(entered.await(10, SECONDS)).isTrue();
      release.countDown();

      assertThat(answers).allSatisfy(answer -> assertThat(answer.join().healthy()).isTrue());
      assertThat(runs).hasValue(1);
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void checks_ofTheSameName_areRefused() {
    HealthCheck check = HealthCheck.required("database", () -> {});

    assertThatThrownBy(() -> checks(check, check))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'database' is there twice");
  }

  @Test
  void check_withAWrongNameOrLimit_isRefused() {
    assertThatThrownBy(() -> HealthCheck.required("My \"DB\"", () -> {}))
        .hasMessageContaining("'My \"DB\"' is not lower-case snake_case");
    assertThatThrownBy(
            () -> HealthCheck.required("database", () -> {}).within(Duration.ofSeconds(2)))
        .hasMessageContaining("'database' is PT2S");
  }

  private HealthChecks checks(HealthCheck... checks) {
    HealthChecks health = new HealthChecks(List.of(checks), Duration.ofSeconds(1), nanos::get);
    opened.add(health);
    return health;
  }

  private void fail() {
    throw new IllegalStateException("down");
  }

  private void hang() throws InterruptedException {
    release.await();
  }

  private void hangWhateverHappens() {
    boolean hanging = true;
    while (hanging) {
      try {
        release.await();
        hanging = false;
      } catch (InterruptedException e) {
        // A driver that swallows interrupts, as there are.
        hanging = true;
      }
    }
  }
}
