package io.choicesherpa.telemetry.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecentFailuresTest {

  private final AtomicLong nanos = new AtomicLong();
  private final RecentFailures recent = new RecentFailures(nanos::get);

  @Test
  void failure_seenBefore_isNotNew_norIsWhatWrapsIt() {
    Exception failure = new Exception("any");

    assertThat(recent.isNew(failure)).isTrue();
    assertThat(recent.isNew(failure)).isFalse();
    assertThat(recent.isNew(new IllegalStateException(failure))).isFalse();
  }

  @Test
  void cause_ofAFailureSeenBefore_isNotNew() {
    Exception cause = new Exception("any");

    assertThat(recent.isNew(new IllegalStateException(cause))).isTrue();
    assertThat(recent.isNew(cause)).isFalse();
  }

  @Test
  void failure_thatIsMadeOnceAndThrownOften_isNewAgainAfterAMinute() {
    Exception constant = new Exception("any");

    assertThat(recent.isNew(constant)).isTrue();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(61));
    assertThat(recent.isNew(constant)).isTrue();
  }

  @Test
  void failures_thatAreEqual_areStillTwo() {
    assertThat(recent.isNew(new Equal())).isTrue();
    assertThat(recent.isNew(new Equal())).isTrue();
  }

  @Test
  void causes_inACircle_end() {
    Exception first = new Exception("first");
    Exception second = new Exception("second", first);
    first.initCause(second);

    assertThat(recent.isNew(second)).isTrue();
    assertThat(recent.isNew(first)).isFalse();
  }

  @Test
  void failures_collectedByTheMachine_areForgotten() {
    for (int i = 0; i < 100; i++) {
      recent.isNew(new Exception("no " + i));
    }
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (recent.size() > 10) {
      assertThat(System.nanoTime()).as("10 s have passed").isLessThan(deadlineNanos);
      System.gc();
      recent.isNew(new Exception("one more"));
    }
  }

  private static final class Equal extends Exception {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Equal;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }
}
