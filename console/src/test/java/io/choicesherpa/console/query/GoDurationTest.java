package io.choicesherpa.console.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "5ns,5",
    "1.5us,1500",
    "1µs,1000",
    "2ms,2000000",
    "1h1m1s,3661000000000",
    ".5s,500000000"
  })
  void parse_asGoDoes(String text, long nanos) {
    assertThat(GoDuration.parseNanos(text)).isEqualTo(nanos);
  }

  @Test
  void parse_endlessIsTheLongestThereIs() {
    assertThat(GoDuration.parseNanos("99999999999999h")).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "1 s", "-1s", "1d", "1s!", "1e3s"})
  void parse_anythingElseIsRefusedByName(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GoDuration.parseNanos(text))
        .withMessage("time: invalid duration \"" + text + "\"");
  }
}
