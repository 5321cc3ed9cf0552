package io.choicesherpa.promql.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FloatTextTest {

  @Test
  void plain_hasNoExponent() {
    assertThat(FloatText.plain(1e21)).isEqualTo("1000000000000000000000");
    assertThat(FloatText.plain(1.5e-7)).isEqualTo("0.00000015");
    assertThat(FloatText.plain(-0.0)).isEqualTo("-0");
    assertThat(FloatText.plain(100)).isEqualTo("100");
    assertThat(FloatText.plain(Double.NaN)).isEqualTo("NaN");
    assertThat(FloatText.plain(Double.NEGATIVE_INFINITY)).isEqualTo("-Inf");
  }

  @Test
  void plain_isShortest() {
    assertThat(FloatText.plain(Double.parseDouble("2e23"))).isEqualTo("200000000000000000000000");
    assertThat(FloatText.plain(0.1 + 0.2)).isEqualTo("0.30000000000000004");
    assertThat(FloatText.plain(Double.MIN_VALUE)).endsWith("5").hasSize(326);
  }

  @Test
  void general_hasAnExponentWhereItIsLarge() {
    assertThat(FloatText.general(1_000_000)).isEqualTo("1e+06");
    assertThat(FloatText.general(123_456)).isEqualTo("123456");
    assertThat(FloatText.general(0.0001)).isEqualTo("0.0001");
    assertThat(FloatText.general(0.00001)).isEqualTo("1e-05");
    assertThat(FloatText.general(1.5e300)).isEqualTo("1.5e+300");
    assertThat(FloatText.general(1234, 2)).isEqualTo("1.2e+03");
    assertThat(FloatText.general(0.456, 2)).isEqualTo("0.46");
  }

  @Test
  void scientific_alwaysHasAnExponent() {
    assertThat(FloatText.scientific(7)).isEqualTo("7e+00");
    assertThat(FloatText.scientific(-0.00125)).isEqualTo("-1.25e-03");
    assertThat(FloatText.scientific(2e-3)).isEqualTo("2e-03");
    assertThat(FloatText.scientific(1.5e120)).isEqualTo("1.5e+120");
    assertThat(FloatText.scientific(-0.0)).isEqualTo("-0e+00");
    assertThat(FloatText.scientific(Double.NEGATIVE_INFINITY)).isEqualTo("-Inf");
    assertThat(FloatText.scientific(Double.NaN)).isEqualTo("NaN");
  }

  @Test
  void text_readsBackAsTheSameNumber() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (!Double.isNaN(value) && !Double.isInfinite(value)) {
        assertThat(Double.parseDouble(FloatText.general(value))).isEqualTo(value);
        assertThat(Double.parseDouble(FloatText.plain(value))).isEqualTo(value);
      }
    }
  }
}
