package io.choicesherpa.telemetry.output;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloodLimitTest {
  private static final long START = 1_800_000_000_000L;

  private final LoggerContext context = new LoggerContext();
  private final FloodLimit flood = new FloodLimit(100);
  private final List<String> reports = new ArrayList<>();

  @Test
  void burst_passesAndTheRestIsRefused() {
    assertThat(admitted("a", Level.INFO, START, 2000)).isEqualTo(500);
    assertThat(flood.refused()).isEqualTo(1500);
  }

  @Test
  void tokens_comeBackAtTheLimitAndNotBeyondTheBurst() {
    admitted("a", Level.INFO, START, 1000);
    assertThat(admitted("a", Level.INFO, START + 100, 1000)).isEqualTo(10);
    assertThat(admitted("a", Level.INFO, START + 1100, 1000)).isEqualTo(100);
    assertThat(admitted("a", Level.INFO, START + 3_600_000, 1000)).isEqualTo(500);
  }

  @Test
  void otherLoggersAndLevels_haveBucketsOfTheirOwn() {
    admitted("a", Level.INFO, START, 1000);
    assertThat(admitted("a", Level.ERROR, START, 1)).isOne();
    assertThat(admitted("b", Level.INFO, START, 1)).isOne();
    assertThat(admitted("a", Level.INFO, START, 1)).isZero();
  }

  @Test
  void errors_areLimitedToo() {
    assertThat(admitted("a", Level.ERROR, START, 1000)).isEqualTo(500);
  }

  @Test
  void auditTrailAndRequestLines_areNeverRefused() {
    assertThat(admitted("audit", Level.INFO, START, 2000)).isEqualTo(2000);
    assertThat(admitted("io.choicesherpa.telemetry.http", Level.INFO, START, 2000)).isEqualTo(2000);
  }

  @Test
  void limitOfZero_isNoLimit() {
    FloodLimit none = new FloodLimit(0);
    for (int i = 0; i < 10_000; i++) {
      assertThat(none.admits(event("a", Level.INFO, START))).isTrue();
    }
  }

  @Test
  void clockSetBack_doesNotSilenceALogger() {
    admitted("a", Level.INFO, START, 1000);
    assertThat(admitted("a", Level.INFO, START - 3_600_000, 10)).isEqualTo(10);
  }

  @Test
  void ebbedFlood_isToldOnceWithItsCount() {
    admitted("a", Level.DEBUG, START, 700);
    flood.report(START + FloodLimit.QUIET_MILLIS - 1, this::note);
    assertThat(reports).as("it may go on").isEmpty();
    flood.report(START + FloodLimit.QUIET_MILLIS, this::note);
    flood.report(START + 60_000, this::note);
    assertThat(reports).containsExactly("a DEBUG 200 false");
  }

  @Test
  void floodThatGoesOn_isToldNowAndThenAndSumsUp() {
    long now = START;
    for (; now <= START + 25_000; now += 500) {
      admitted("a", Level.INFO, now, 1000);
      flood.report(now, this::note);
    }
    assertThat(reports).hasSize(2).allMatch(report -> report.endsWith("true"));
    flood.report(now + FloodLimit.QUIET_MILLIS, this::note);
    assertThat(reports).hasSize(3).last().asString().endsWith("false");
    long told = reports.stream().mapToLong(r -> Long.parseLong(r.split(" ", -1)[2])).sum();
    assertThat(told).isEqualTo(flood.refused());
  }

  @Test
  void secondFlood_isToldAgain() {
    admitted("a", Level.INFO, START, 600);
    flood.report(START + 5000, this::note);
    admitted("a", Level.INFO, START + 60_000, 503);
    flood.report(START + 70_000, this::note);
    assertThat(reports).containsExactly("a INFO 100 false", "a INFO 3 false");
  }

  @Test
  void end_tellsOfWhatHasNotEbbed() {
    admitted("a", Level.INFO, START, 501);
    flood.reportAll(START, this::note);
    assertThat(reports).containsExactly("a INFO 1 false");
  }

  private void note(String logger, String level, long dropped, boolean goesOn) {
    reports.add(logger + " " + level + " " + dropped + " " + goesOn);
  }

  private int admitted(String logger, Level level, long atMillis, int events) {
    LoggingEvent event = event(logger, level, atMillis);
    int admitted = 0;
    for (int i = 0; i < events; i++) {
      admitted += flood.admits(event) ? 1 : 0;
    }
    return admitted;
  }

  private LoggingEvent event(String logger, Level level, long atMillis) {
    LoggingEvent event =
        new LoggingEvent("test", context.getLogger(logger), level, "message", null, null);
    event.setInstant(Instant.ofEpochMilli(atMillis));
    return event;
  }
}
