package io.choicesherpa.telemetry.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LevelOverridesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final LoggerContext context = new LoggerContext();
  private final SetClock clock = new SetClock();
  private final List<String> expired = new CopyOnWriteArrayList<>();
  private final LevelOverrides overrides =
      new LevelOverrides(context, clock, override -> expired.add(override.logger()));

  @AfterEach
  void close() {
    overrides.close();
  }

  @Test
  void level_holdsUntilItsTimeIsOverAndTheFormerComesBack() {
    context.getLogger("a").setLevel(Level.WARN);
    overrides.set("a", Level.DEBUG, MINUTE);
    assertThat(context.getLogger("a.b").isDebugEnabled()).isTrue();
    clock.now = clock.now.plus(MINUTE).minusMillis(1);
    overrides.expire();
    assertThat(level("a")).isEqualTo(Level.DEBUG);
    clock.now = clock.now.plusMillis(1);
    overrides.expire();
    assertThat(level("a")).isEqualTo(Level.WARN);
    assertThat(overrides.list()).isEmpty();
    assertThat(expired).containsExactly("a");
  }

  @Test
  void inheritedLevel_comesBackAsInherited() {
    overrides.set("a", Level.TRACE, MINUTE);
    overrides.reset("a");
    assertThat(level("a")).isNull();
    assertThat(expired).isEmpty();
  }

  @Test
  void secondChange_keepsTheLevelBeforeTheFirst() {
    context.getLogger("a").setLevel(Level.WARN);
    overrides.set("a", Level.DEBUG, MINUTE);
    overrides.set("a", Level.TRACE, MINUTE.multipliedBy(2));
    assertThat(overrides.list()).extracting(LevelOverride::former).containsExactly(Level.WARN);
    clock.now = clock.now.plus(MINUTE);
    overrides.expire();
    assertThat(level("a")).isEqualTo(Level.TRACE);
    clock.now = clock.now.plus(MINUTE);
    overrides.expire();
    assertThat(level("a")).isEqualTo(Level.WARN);
  }

  @Test
  void levelThatSomebodyElseHasSetSince_isLeftAlone() {
    overrides.set("a", Level.DEBUG, MINUTE);
    context.getLogger("a").setLevel(Level.ERROR);
    overrides.reset("a");
    assertThat(level("a")).isEqualTo(Level.ERROR);
  }

  @Test
  void rootLogger_canBeChangedUnderAnySpelling() {
    overrides.set("root", Level.DEBUG, MINUTE);
    assertThat(level(Logger.ROOT_LOGGER_NAME)).isEqualTo(Level.DEBUG);
    assertThat(overrides.set("ROOT", Level.TRACE, MINUTE)).isNotNull();
    assertThat(overrides.list()).hasSize(1);
  }

  @Test
  void number_isBounded() {
    for (int i = 0; i < LevelOverrides.MAX_OVERRIDES; i++) {
      assertThat(overrides.set("a" + i, Level.DEBUG, MINUTE)).isNotNull();
    }
    assertThat(overrides.set("one.more", Level.DEBUG, MINUTE)).isNull();
    assertThat(level("one.more")).isNull();
    assertThat(overrides.set("a0", Level.TRACE, MINUTE)).isNotNull();
  }

  @Test
  void closing_bringsAllLevelsBack() {
    overrides.set("a", Level.DEBUG, MINUTE);
    overrides.close();
    assertThat(level("a")).isNull();
  }

  @Test
  void expiry_comesByItself() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (LevelOverrides own =
        new LevelOverrides(context, Clock.systemUTC(), o -> heard.add(o.logger()))) {
      own.set("later", Level.DEBUG, MINUTE);
      own.set("soon", Level.DEBUG, Duration.ofMillis(20));
      assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("soon");
      assertThat(level("soon")).isNull();
      assertThat(level("later")).isEqualTo(Level.DEBUG);
    }
  }

  private @Nullable Level level(String logger) {
    return context.getLogger(logger).getLevel();
  }

  private static final class SetClock extends Clock {
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
