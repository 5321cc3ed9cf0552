package io.choicesherpa.telemetry.output;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The token bucket of one logger at one level, as the generic cell rate algorithm: one number says
 * until when the tokens taken so far are paid for. Time is that of the events, so it costs no look
 * at a clock. Safe for use by several threads.
 */
final class FloodBucket {
  /** The bucket holds what its limit gives in this time. */
  static final int BURST_SECONDS = 5;

  private static final long BURST_NANOS = TimeUnit.SECONDS.toNanos(BURST_SECONDS);

  /** Events of several threads come in slightly wrong order; more than that is a clock set back. */
  private static final long DISORDER_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final String logger;
  private final String level;
  private final long nanosPerToken;
  private final AtomicLong paidUntilNanos = new AtomicLong();

  private final AtomicLong refused = new AtomicLong();
  private final AtomicBoolean flooding = new AtomicBoolean();
  private volatile long lastRefusedMillis;
  private volatile long reportedMillis;

  FloodBucket(String logger, String level, int limitPerSecond) {
    this.logger = logger;
    this.level = level;
    this.nanosPerToken = TimeUnit.SECONDS.toNanos(1) / limitPerSecond;
  }

  boolean take(long nowMillis) {
    long now = TimeUnit.MILLISECONDS.toNanos(nowMillis);
    while (true) {
      long before = paidUntilNanos.get();
      long from = before - now > BURST_NANOS + DISORDER_NANOS ? now : Math.max(before, now);
      long after = from + nanosPerToken;
      if (after - now > BURST_NANOS) {
        return false;
      }
      if (paidUntilNanos.compareAndSet(before, after)) {
        return true;
      }
    }
  }

  /** Counts an event that was refused; returns true for the first of a flood. */
  boolean countRefused(long nowMillis) {
    refused.incrementAndGet();
    lastRefusedMillis = nowMillis;
    if (flooding.get() || !flooding.compareAndSet(false, true)) {
      return false;
    }
    reportedMillis = nowMillis;
    return true;
  }

  /** Whether the last refusal is so long ago. */
  boolean hasEbbed(long nowMillis, long quietMillis) {
    return Math.abs(nowMillis - lastRefusedMillis) >= quietMillis;
  }

  /** Whether the flood was last told of so long ago. */
  boolean isReportDue(long nowMillis, long everyMillis) {
    return Math.abs(nowMillis - reportedMillis) >= everyMillis;
  }

  /** The flood is over: the next refusal is the first of another. */
  void end() {
    flooding.set(false);
  }

  /** How many were refused since the last report. */
  long report(long nowMillis) {
    reportedMillis = nowMillis;
    return refused.getAndSet(0);
  }

  String logger() {
    return logger;
  }

  String level() {
    return level;
  }
}
