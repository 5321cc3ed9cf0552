package io.choicesherpa.backend.adapter.out.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.telemetry.config.ConfigurationException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitsTest {

  @Test
  void higherTier_neverMayDoLess() {
    RateLimits limits = RateLimits.read(name -> null);

    for (String resource : limits.resources()) {
      assertThat(limits.rate(resource, Tier.FREE).intervalMicros())
          .isGreaterThan(limits.rate(resource, Tier.PREMIUM).intervalMicros());
      assertThat(limits.rate(resource, Tier.PREMIUM).intervalMicros())
          .isGreaterThan(limits.rate(resource, Tier.PRO).intervalMicros());
    }
  }

  @Test
  void variable_overrules() {
    RateLimits limits = RateLimits.read(Map.of("RATE_LIMIT_SESSIONS_PRO", " 7 / second ")::get);

    assertThat(limits.rate("sessions", Tier.PRO)).isEqualTo(new Rate(7, Duration.ofSeconds(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"20", "0/minute", "-1/hour", "20/day", "x/minute", "1000001/second", "/"})
  void unreadableRate_isNamedWithWhatIsAllowed(String value) {
    assertThatThrownBy(() -> RateLimits.read(Map.of("RATE_LIMIT_MESSAGES_FREE", value)::get))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("RATE_LIMIT_MESSAGES_FREE=" + value + ": a count from 1");
  }

  @Test
  void unknownResource_isRefused() {
    assertThatThrownBy(() -> RateLimits.read(name -> null).rate("coffee", Tier.FREE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no rate limit for coffee");
  }
}
