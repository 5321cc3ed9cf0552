package io.choicesherpa.console.series;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that tests set. */
final class TickingClock extends Clock {

  private volatile long millis;

  TickingClock(long millis) {
    this.millis = millis;
  }

  void set(long nowMillis) {
    millis = nowMillis;
  }

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
    return Instant.ofEpochMilli(millis);
  }
}
