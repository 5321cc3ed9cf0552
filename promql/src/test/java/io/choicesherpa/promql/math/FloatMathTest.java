package io.choicesherpa.promql.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FloatMathTest {

  @Test
  void log2_isExactForPowersOfTwo() {
    for (int i = -1000; i <= 1000; i++) {
      assertThat(FloatMath.log2(Math.scalb(1.0, i))).isEqualTo(i);
    }
    assertThat(FloatMath.log2(-1)).isNaN();
    assertThat(FloatMath.log2(0)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void hyperbolicInverses_invert() {
    for (double x : new double[] {1e-9, 0.3, 0.99, 1.5, 3, 40, 1e3}) {
      assertThat(FloatMath.asinh(Math.sinh(Math.min(x, 700))))
          .isCloseTo(Math.min(x, 700), within(1e-12 * Math.max(1, x)));
      assertThat(FloatMath.acosh(Math.cosh(Math.min(x, 700))))
          .isCloseTo(Math.min(x, 700), within(1e-7));
    }
    assertThat(FloatMath.atanh(Math.tanh(0.7))).isCloseTo(0.7, within(1e-15));
    assertThat(FloatMath.atanh(1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(FloatMath.atanh(1.1)).isNaN();
    assertThat(FloatMath.acosh(0.5)).isNaN();
    assertThat(FloatMath.asinh(-1e300)).isNegative().isFinite();
  }

  @Test
  void infinity_winsOverNan() {
    assertThat(FloatMath.max(Double.NaN, Double.POSITIVE_INFINITY))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(FloatMath.min(Double.NEGATIVE_INFINITY, Double.NaN))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(FloatMath.max(Double.NaN, 1)).isNaN();
  }

  @Test
  void quantile_sortsNanFirst() {
    double[] values = {3, Double.NaN, 1};
    assertThat(FloatMath.quantile(1, values, 3)).isEqualTo(3);
    assertThat(FloatMath.quantile(0, values, 3)).isNaN();
    assertThat(FloatMath.quantile(0.75, new double[] {1, 2, 3}, 3)).isEqualTo(2.5);
    assertThat(FloatMath.quantile(2, values, 3)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void pow_ofOneIsOne() {
    assertThat(FloatMath.pow(1, Double.NaN)).isEqualTo(1);
    assertThat(FloatMath.pow(-1, Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(FloatMath.pow(2, 10)).isEqualTo(1024);
  }
}
