package io.choicesherpa.telemetry.output;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Lets through so many events a second of each logger at each level, with a burst of {@value
 * FloodBucket#BURST_SECONDS} seconds' worth. A level has a bucket of its own, so that a flood of
 * DEBUG takes no room from ERROR. There are as many buckets as Logback has loggers that wrote
 * something. Safe for use by several threads.
 */
final class FloodLimit {
  /** A logger is told to have ebbed when nothing was refused for so long. */
  static final long QUIET_MILLIS = 1000;

  /** A flood that goes on is told of so often. */
  static final long REPORT_MILLIS = 10_000;

  /** The audit trail is never filtered, and the request line comes once a request by contract. */
  private static final Set<String> EXEMPT = Set.of("audit", "io.choicesherpa.telemetry.http");

  private static final String[] LEVELS = {"TRACE", "DEBUG", "INFO", "WARN", "ERROR"};
  private static final FloodBucket[] WITHOUT_LIMIT = {};

  private final int limitPerSecond;
  private final Map<String, FloodBucket[]> buckets = new ConcurrentHashMap<>();
  private final Queue<FloodBucket> flooding = new ConcurrentLinkedQueue<>();
  private final LongAdder refused = new LongAdder();

  /**
   * @param limitPerSecond 0 for any number
   */
  FloodLimit(int limitPerSecond) {
    this.limitPerSecond = limitPerSecond;
  }

  boolean admits(ILoggingEvent event) {
    if (limitPerSecond == 0) {
      return true;
    }
    FloodBucket[] levels = levels(event.getLoggerName());
    if (levels.length == 0) {
      return true;
    }
    FloodBucket bucket = levels[index(event.getLevel())];
    long nowMillis = event.getTimeStamp();
    if (bucket.take(nowMillis)) {
      return true;
    }
    refused.increment();
    if (bucket.countRefused(nowMillis)) {
      flooding.add(bucket);
    }
    return false;
  }

  private FloodBucket[] levels(@Nullable String loggerName) {
    String name = loggerName == null ? "" : loggerName;
    FloodBucket[] found = buckets.get(name);
    return found != null ? found : buckets.computeIfAbsent(name, this::newBuckets);
  }

  private FloodBucket[] newBuckets(String logger) {
    if (EXEMPT.contains(logger)) {
      return WITHOUT_LIMIT;
    }
    FloodBucket[] made = new FloodBucket[LEVELS.length];
    for (int i = 0; i < made.length; i++) {
      made[i] = new FloodBucket(logger, LEVELS[i], limitPerSecond);
    }
    return made;
  }

  private static int index(Level level) {
    return switch (level.toInt()) {
      case Level.TRACE_INT -> 0;
      case Level.DEBUG_INT -> 1;
      case Level.INFO_INT -> 2;
      case Level.WARN_INT -> 3;
      default -> 4;
    };
  }

  /** Tells of the floods that have ebbed, and now and then of those that go on. */
  void report(long nowMillis, Report report) {
    for (FloodBucket bucket : flooding) {
      if (bucket.hasEbbed(nowMillis, QUIET_MILLIS)) {
        end(bucket, nowMillis, report);
      } else if (bucket.isReportDue(nowMillis, REPORT_MILLIS)) {
        report.flooded(bucket.logger(), bucket.level(), bucket.report(nowMillis), true);
      }
    }
  }

  /** Tells of all floods, because there will be no other time to. */
  void reportAll(long nowMillis, Report report) {
    for (FloodBucket bucket : flooding) {
      end(bucket, nowMillis, report);
    }
  }

  private void end(FloodBucket bucket, long nowMillis, Report report) {
    if (flooding.remove(bucket)) {
      // In this order: what is refused from here on is counted in what follows, or is a new flood.
      bucket.end();
      report.flooded(bucket.logger(), bucket.level(), bucket.report(nowMillis), false);
    }
  }

  /** How many events were refused since the start. */
  long refused() {
    return refused.sum();
  }

  int limitPerSecond() {
    return limitPerSecond;
  }

  /** Hears of a flood. */
  interface Report {
    void flooded(String logger, String level, long dropped, boolean goesOn);
  }
}
