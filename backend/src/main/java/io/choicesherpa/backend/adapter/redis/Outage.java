package io.choicesherpa.backend.adapter.redis;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Tells of an outage once when it begins and once when it is over, and how long to wait before the
 * next try: doubling from {@value #FIRST_WAIT_MILLIS} ms to {@value #LONGEST_WAIT_MILLIS} ms. For
 * one thread.
 */
public final class Outage {

  private static final int FIRST_WAIT_MILLIS = 100;
  private static final int LONGEST_WAIT_MILLIS = 2_000;

  private final Logger log;
  private final String what;
  private final long apartNanos;
  private final LongSupplier nanoTime;
  private int failures;
  private boolean told;
  private boolean everTold;
  private long toldNanos;

  /**
   * Nothing is wrong yet; each outage is told.
   *
   * @param what does not work during the outage, as the subject of a sentence
   */
  public Outage(Logger log, String what) {
    this(log, what, Duration.ZERO, () -> 0);
  }

  /**
   * For what has many short outages: one that begins sooner than {@code apart} after one that was
   * told is told of only if it lasts until then.
   *
   * @param what does not work during the outage, as the subject of a sentence
   * @param nanoTime for {@code apart}
   */
  public Outage(Logger log, String what, Duration apart, LongSupplier nanoTime) {
    this.log = log;
    this.what = what;
    this.apartNanos = apart.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Notes a failure and returns the wait before the next try. */
  public Duration failed(Throwable failure) {
    if (!told && isTimeToTell()) {
      told = true;
      log.atWarn().setCause(failure).log(what + " is interrupted; trying on until it works");
    }
    int doublings = Math.min(failures++, 10);
    return Duration.ofMillis(Math.min(LONGEST_WAIT_MILLIS, (long) FIRST_WAIT_MILLIS << doublings));
  }

  private boolean isTimeToTell() {
    long now = nanoTime.getAsLong();
    if (everTold && now - toldNanos < apartNanos) {
      return false;
    }
    everTold = true;
    toldNanos = now;
    return true;
  }

  /** Notes that it works. */
  public void over() {
    if (told) {
      log.atInfo().addKeyValue("failed_tries", failures).log(what + " works again");
    }
    told = false;
    failures = 0;
  }
}
