package io.choicesherpa.telemetry.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentMessagesTest {

  private final AtomicLong now = new AtomicLong();
  private final RecentMessages recent = new RecentMessages(now::get);

  @Test
  void kind_toldWithinAMinute_isNotNew() {
    assertThat(recent.isNew("a")).isTrue();
    now.addAndGet(TimeUnit.SECONDS.toNanos(59));
    assertThat(recent.isNew("a")).isFalse();
    assertThat(recent.isNew("b")).isTrue();

    // The minute counts from what was told, or a steady trickle would never be told again.
    now.addAndGet(TimeUnit.SECONDS.toNanos(2));
    assertThat(recent.isNew("a")).isTrue();
  }

  @Test
  void kinds_beyondTheBound_areForgotten() {
    assertThat(recent.isNew("first")).isTrue();
    for (int i = 0; i < RecentMessages.MAX_KINDS; i++) {
      assertThat(recent.isNew("kind " + i)).isTrue();
    }
    assertThat(recent.isNew("first")).isTrue();
  }

  @Test
  void fingerprint_isOfLoggerAndTemplate_andShowsNeither() {
    assertThat(RecentMessages.fingerprint("a", "secret"))
        .matches("[0-9a-f]{16}")
        .isEqualTo(RecentMessages.fingerprint("a", "secret"))
        .isNotEqualTo(RecentMessages.fingerprint("b", "secret"))
        .isNotEqualTo(RecentMessages.fingerprint("a", "other"));
  }
}
