package io.choicesherpa.promql.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.Histogram.Buckets;
import io.choicesherpa.promql.model.Histogram.CounterReset;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramSumTest {

  private static FloatHistogram exponential(
      int schema, double zeroThreshold, double zeroCount, int offset, Double... counts) {
    return FloatHistogram.of(
        new Histogram(
            schema,
            zeroThreshold,
            zeroCount,
            zeroCount + List.of(counts).stream().mapToDouble(d -> d).sum(),
            1,
            new Buckets(offset, List.of(counts)),
            Buckets.NONE,
            List.of(),
            CounterReset.UNKNOWN));
  }

  private static FloatHistogram custom(List<Double> bounds, Double... counts) {
    return FloatHistogram.of(
        new Histogram(
            Histogram.CUSTOM_BUCKETS,
            0,
            0,
            List.of(counts).stream().mapToDouble(d -> d).sum(),
            1,
            new Buckets(0, List.of(counts)),
            Buckets.NONE,
            bounds,
            CounterReset.UNKNOWN));
  }

  @Test
  void addition_andSubtraction_undoEachOther() {
    FloatHistogram a = exponential(3, 0.001, 2, -4, 1.0, 0.0, 5.0);
    FloatHistogram b = exponential(3, 0.001, 1, 7, 2.0, 3.0);
    FloatHistogram sum = HistogramSum.of(a, b, 1).sum();
    assertThat(HistogramSum.of(sum, b, -1).sum().sameAs(a)).isTrue();
    assertThat(sum.count()).isEqualTo(14);
  }

  @Test
  void resolutions_meetAtTheCoarser() {
    FloatHistogram sum =
        HistogramSum.of(
                exponential(1, 0, 0, 1, 1.0, 1.0, 1.0, 1.0), exponential(0, 0, 0, 1, 5.0), 1)
            .sum();
    assertThat(sum.toModel().schema()).isZero();
    assertThat(sum.toModel().positive()).isEqualTo(new Buckets(1, List.of(7.0, 2.0)));
  }

  @Test
  void zeroBuckets_growToTheWider() {
    FloatHistogram narrow = exponential(0, 0.25, 1, -1, 2.0, 3.0, 4.0);
    FloatHistogram wide = exponential(0, 1, 10, 1, 1.0);
    Histogram sum = HistogramSum.of(narrow, wide, 1).sum().toModel();
    assertThat(sum.zeroThreshold()).isEqualTo(1);
    assertThat(sum.zeroCount()).isEqualTo(16);
    assertThat(sum.positive()).isEqualTo(new Buckets(1, List.of(5.0)));
  }

  @Test
  void givenBounds_thatDifferAreReducedToTheCommon() {
    HistogramSum sum =
        HistogramSum.of(
            custom(List.of(1.0, 2.0, 4.0), 1.0, 1.0, 1.0, 1.0),
            custom(List.of(2.0, 3.0), 10.0, 10.0, 10.0),
            1);
    assertThat(sum.boundsReconciled()).isTrue();
    assertThat(sum.sum().toModel().customBounds()).containsExactly(2.0);
    assertThat(sum.sum().toModel().positive().counts()).containsExactly(12.0, 22.0);
  }

  @Test
  void contradictingHints_areNoticed() {
    FloatHistogram reset = exponential(0, 0, 0, 0, 1.0).withCounterReset(CounterReset.RESET);
    FloatHistogram not = reset.withCounterReset(CounterReset.NOT_RESET);
    HistogramSum sum = HistogramSum.of(reset, not, 1);
    assertThat(sum.resetCollision()).isTrue();
    assertThat(sum.sum().counterReset()).isEqualTo(CounterReset.UNKNOWN);
  }

  @Test
  void manySmallOnes_areNotLostBesideALargeOne() {
    HistogramSum sum = new HistogramSum(exponential(0, 0, 0, 0, 1e16));
    for (int i = 0; i < 10; i++) {
      sum.add(exponential(0, 0, 0, 0, 1.0));
    }
    assertThat(sum.value().count()).isEqualTo(1e16 + 10);
  }

  @Test
  void mean_doesNotOverflow() {
    HistogramMean mean = new HistogramMean(exponential(0, 0, 0, 0, 1.5e308));
    mean.add(exponential(0, 0, 0, 0, 1.5e308));
    mean.add(exponential(0, 0, 0, 0, 1.5e308));
    assertThat(mean.value().count()).isEqualTo(1.5e308);
  }

  @Test
  void reset_isSeenWhereAnyBucketFell() {
    FloatHistogram before = exponential(0, 0, 1, 0, 5.0, 5.0);
    assertThat(exponential(0, 0, 1, 0, 5.0, 6.0).isResetAfter(before)).isFalse();
    assertThat(exponential(0, 0, 1, 0, 4.0, 9.0).isResetAfter(before)).isTrue();
    assertThat(exponential(0, 0, 0, 0, 9.0, 9.0).isResetAfter(before)).isTrue();
    assertThat(exponential(1, 0, 1, 0, 50.0, 60.0).isResetAfter(before)).isTrue();
    assertThat(exponential(-1, 0, 1, 0, 5.0, 50.0).isResetAfter(before)).isFalse();
  }
}
