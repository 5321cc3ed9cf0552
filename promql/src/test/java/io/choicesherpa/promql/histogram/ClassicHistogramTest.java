package io.choicesherpa.promql.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassicHistogramTest {

  private static ClassicHistogram histogram(double... boundsAndCounts) {
    ClassicHistogram histogram = new ClassicHistogram();
    for (int i = 0; i < boundsAndCounts.length; i += 2) {
      histogram.add(boundsAndCounts[i], boundsAndCounts[i + 1]);
    }
    return histogram;
  }

  private static final double INF = Double.POSITIVE_INFINITY;

  @Test
  void quantile_interpolates() {
    assertThat(histogram(1, 10, 2, 20, INF, 20).quantile(0.75)).isEqualTo(1.5);
    assertThat(histogram(INF, 20, 2, 20, 1, 10).quantile(0.25)).isEqualTo(0.5);
  }

  @Test
  void quantile_withinTheLastBucketIsItsLowerBound() {
    assertThat(histogram(1, 10, 2, 20, INF, 40).quantile(0.9)).isEqualTo(2);
  }

  @Test
  void quantile_belowZeroIsTheFirstBound() {
    assertThat(histogram(-1, 10, INF, 11).quantile(0.5)).isEqualTo(-1);
  }

  @Test
  void bucketsOfTheSameBound_areAdded() {
    assertThat(histogram(1, 5, 1, 5, INF, 20).quantile(0.25)).isEqualTo(0.5);
  }

  @Test
  void fallingCounts_areRaised() {
    ClassicHistogram falling = histogram(1, 10, 2, 4, 3, 12, INF, 12);
    assertThat(falling.quantile(0.9)).isGreaterThan(2);
    assertThat(falling.forced()).isTrue();
    assertThat(falling.lowestForced()).isEqualTo(2);
    assertThat(falling.largestForced()).isEqualTo(6);
    ClassicHistogram rounded = histogram(1, 10, 2, 10 - 1e-13, INF, 12);
    rounded.quantile(0.9);
    assertThat(rounded.forced()).isFalse();
  }

  @Test
  void fraction_isTheInverse() {
    ClassicHistogram histogram = histogram(1, 10, 2, 20, INF, 40);
    assertThat(histogram.fraction(Double.NEGATIVE_INFINITY, 1.5)).isEqualTo(15 / 40.0);
    assertThat(histogram.fraction(1, 2)).isEqualTo(0.25);
    assertThat(histogram.fraction(2, 1)).isZero();
    assertThat(histogram(1, 10).fraction(0, 1)).isNaN();
  }
}
