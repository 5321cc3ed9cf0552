package io.choicesherpa.telemetry.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Levels that are changed at run time and come back by themselves. What comes back is the level
 * that the logger had before the first of several changes; a level that somebody else has set since
 * is left alone. At most {@value #MAX_OVERRIDES} at once. Safe for use by several threads.
 */
public final class LevelOverrides implements AutoCloseable {

  /** How many loggers can have a changed level at once: {@value}. */
  public static final int MAX_OVERRIDES = 64;

  private static final long MIN_WAIT_MILLIS = 10;

  private final LoggerContext context;
  private final Clock clock;
  private final Consumer<LevelOverride> onExpiry;
  private final Map<String, LevelOverride> overrides = new LinkedHashMap<>();
  private final ScheduledThreadPoolExecutor timer;
  private @Nullable Future<?> next;

  /**
   * @param onExpiry hears of each level that came back because its time was over, on a thread of
   *     this object
   */
  public LevelOverrides(LoggerContext context, Clock clock, Consumer<LevelOverride> onExpiry) {
    this.context = context;
    this.clock = clock;
    this.onExpiry = onExpiry;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "log-levels");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * Changes a level, or the one that a change before has set.
   *
   * @param name a logger's, or {@code logger[span{field=value}]} for a level inside such spans
   * @param duration from now on, more than zero
   * @return what holds now, or null if there are {@value #MAX_OVERRIDES} others already
   */
  public synchronized @Nullable LevelOverride set(String name, Level level, Duration duration) {
    String key = key(name);
    LevelOverride before = overrides.get(key);
    if (before == null && overrides.size() >= MAX_OVERRIDES) {
      return null;
    }
    Instant end = clock.instant().plus(duration);
    LevelOverride override;
    if (isSpans(key)) {
      if (before != null) {
        restore(before);
      }
      override = new LevelOverride(key, level, null, end);
      SpanLevels.of(context).add(SpanSelector.parse(key, level));
    } else {
      Logger logger = context.getLogger(key);
      Level former = before == null ? logger.getLevel() : before.former();
      override = new LevelOverride(key, level, former, end);
      logger.setLevel(level);
    }
    overrides.put(key, override);
    waitForNext();
    return override;
  }

  /** Those in force, in the order in which they were first set. */
  public synchronized List<LevelOverride> list() {
    return List.copyOf(overrides.values());
  }

  /** Brings a level back before its time; returns null if it was not changed. */
  public synchronized @Nullable LevelOverride reset(String name) {
    LevelOverride override = overrides.remove(key(name));
    if (override != null) {
      restore(override);
    }
    return override;
  }

  /** Brings back those whose time is over. */
  void expire() {
    List<LevelOverride> expired;
    synchronized (this) {
      Instant now = clock.instant();
      expired = overrides.values().stream().filter(o -> !o.expiresAt().isAfter(now)).toList();
      for (LevelOverride override : expired) {
        overrides.remove(override.logger());
        restore(override);
      }
      waitForNext();
    }
    expired.forEach(onExpiry);
  }

  private static boolean isSpans(String name) {
    return SpanSelector.bracket(name) >= 0;
  }

  /** The one way to write it. */
  private String key(String name) {
    return isSpans(name)
        ? SpanSelector.parse(name, Level.TRACE).selector()
        : context.getLogger(name).getName();
  }

  private void restore(LevelOverride override) {
    if (isSpans(override.logger())) {
      SpanLevels.of(context).remove(SpanSelector.parse(override.logger(), override.level()));
      return;
    }
    Logger logger = context.getLogger(override.logger());
    if (override.level().equals(logger.getLevel())) {
      logger.setLevel(override.former());
    }
  }

  private void waitForNext() {
    if (next != null) {
      next.cancel(false);
      next = null;
    }
    Instant first =
        overrides.values().stream()
            .map(LevelOverride::expiresAt)
            .min(Instant::compareTo)
            .orElse(null);
    if (first != null && !timer.isShutdown()) {
      long waitMillis = Duration.between(clock.instant(), first).toMillis() + 1;
      next =
          timer.schedule(
              this::expire, Math.max(MIN_WAIT_MILLIS, waitMillis), TimeUnit.MILLISECONDS);
    }
  }

  /** Brings all levels back, and ends. */
  @Override
  public synchronized void close() {
    timer.shutdownNow();
    overrides.values().forEach(this::restore);
    overrides.clear();
  }
}
