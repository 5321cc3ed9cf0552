package io.choicesherpa.backend.adapter.out.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.ai.AiErrorType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryPolicyTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void waits_doubleBetweenHalfAndWhole() {
    assertThat(policy(0.0).waitAfter(1, failure(null), LONG)).isEqualTo(Duration.ofMillis(250));
    assertThat(policy(0.5).waitAfter(2, failure(null), LONG)).isEqualTo(Duration.ofMillis(750));
    assertThat(policy(0.0).waitAfter(3, failure(null), LONG)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void lastAttempt_isNotFollowedByAnother() {
    assertThat(policy(0).waitAfter(4, failure(null), LONG)).isNull();
  }

  @Test
  void retryAfter_isHonouredWhenLonger() {
    assertThat(policy(0).waitAfter(1, failure(Duration.ofSeconds(3)), LONG))
        .isEqualTo(Duration.ofSeconds(3));
    assertThat(policy(0).waitAfter(1, failure(Duration.ofMillis(1)), LONG))
        .isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void retryAfterBeyondTheLongestWait_endsIt() {
    assertThat(policy(0).waitAfter(1, failure(Duration.ofSeconds(11)), LONG)).isNull();
  }

  @Test
  void waitBeyondTheTimeLeft_endsIt() {
    assertThat(policy(0).waitAfter(1, failure(null), Duration.ofMillis(250))).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"RATE_LIMITED", "TIMEOUT", "SERVER_ERROR", "CONNECTION"})
  void requestAtFault_isNotRepeated(AiErrorType type) {
    assertThat(policy(0).waitAfter(1, new ProviderFailure(type, "no"), LONG)).isNull();
  }

  private static RetryPolicy policy(double random) {
    return new RetryPolicy(4, Duration.ofMillis(500), Duration.ofSeconds(10), () -> random);
  }

  private static ProviderFailure failure(@Nullable Duration retryAfter) {
    return new ProviderFailure(AiErrorType.RATE_LIMITED, "busy", retryAfter, null);
  }
}
