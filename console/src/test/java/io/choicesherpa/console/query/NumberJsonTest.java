package io.choicesherpa.console.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberJsonTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "-1.5e300, -1.5e+300",
    "1e-6, 0.000001",
    "1e-7, 1e-07",
    "0.1, 0.1",
    "123456789.125, 123456789.125",
    "2e-3, 0.002",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf",
    "4.9e-324, 5e-324",
    "2e23, 2e+23",
    "1.0E23, 1e+23",
    "9007199254740993, 9007199254740992",
  })
  void text_asPrometheusWritesIt(double value, String expected) {
    assertThat(NumberJson.text(value)).isEqualTo(expected);
  }

  @Test
  void text_readsAsTheSameNumber() {
    Random random = new Random(9);
    for (int i = 0; i < 20_000; i++) {
      double value =
          i % 2 == 0 ? Double.longBitsToDouble(random.nextLong()) : random.nextDouble() * 1e3;
      if (!Double.isNaN(value)) {
        String text = NumberJson.text(value).replace("Inf", "Infinity");
        assertThat(Double.parseDouble(text)).isEqualTo(value);
      }
    }
  }
}
