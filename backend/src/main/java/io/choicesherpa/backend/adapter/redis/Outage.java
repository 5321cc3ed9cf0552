package io.choicesherpa.backend.adapter.redis;

import java.time.Duration;
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
  private int failures;

  /**
   * Nothing is wrong yet.
   *
   * @param what does not work during the outage, as the subject of a sentence
   */
  public Outage(Logger log, String what) {
    this.log = log;
    this.what = what;
  }

  /** Notes a failure and returns the wait before the next try. */
  public Duration failed(Throwable failure) {
    if (failures == 0) {
      log.atWarn().setCause(failure).log(what + " is interrupted; trying on until it works");
    }
    int doublings = Math.min(failures++, 10);
    return Duration.ofMillis(Math.min(LONGEST_WAIT_MILLIS, (long) FIRST_WAIT_MILLIS << doublings));
  }

  /** Notes that it works. */
  public void over() {
    if (failures > 0) {
      log.atInfo().addKeyValue("failed_tries", failures).log(what + " works again");
      failures = 0;
    }
  }
}
