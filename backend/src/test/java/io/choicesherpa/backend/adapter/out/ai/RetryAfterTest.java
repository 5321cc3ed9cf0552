package io.choicesherpa.backend.adapter.out.ai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3|PT3S",
        "0|PT0S",
        "0.25|PT0.25S",
        "Sun, 22 Nov 2026 10:00:08 GMT|PT8S",
        "Sun, 22 Nov 2026 09:00:00 GMT|PT0S"
      })
  void readable_isRead(String header, Duration wait) {
    assertThat(RetryAfter.of(List.of(), List.of(header), CLOCK)).isEqualTo(wait);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "soon", "", "NaN", "Infinity"})
  void unreadable_isNone(String header) {
    assertThat(RetryAfter.of(List.of(), List.of(header), CLOCK)).isNull();
  }

  @Test
  void millis_comeFirst() {
    assertThat(RetryAfter.of(List.of("1500"), List.of("9"), CLOCK))
        .isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void noHeader_isNone() {
    assertThat(RetryAfter.of(List.of(), List.of(), CLOCK)).isNull();
  }
}
