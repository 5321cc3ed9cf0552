package io.choicesherpa.promql.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.MatchType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemorySeriesTest {

  private static final Labels A = Labels.of("__name__", "a");
  private static final Labels B = Labels.of("__name__", "b", "x", "1");
  private static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  private final MemorySeries series = new MemorySeries();

  private static List<String> read(Series one, TimeRange range) {
    List<String> samples = new ArrayList<>();
    SampleIterator iterator = one.samples(range);
    while (iterator.next()) {
      samples.add(iterator.timestampMillis() + "=" + iterator.value());
    }
    return samples;
  }

  private Series only() {
    List<Series> found = series.select(List.of(), ALL);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void samples_areSortedAndTheLastOfATimeCounts() {
    for (int time : new int[] {30, 10, 20, 40, 20}) {
      series.add(A, time, time * 2 + series.size());
    }
    assertThat(read(only(), ALL)).containsExactly("10=21.0", "20=41.0", "30=60.0", "40=81.0");
  }

  @Test
  void range_isInclusiveOnBothEnds() {
    for (int time = 0; time < 100; time += 10) {
      series.add(A, time, time);
    }
    assertThat(read(only(), new TimeRange(20, 40)))
        .containsExactly("20=20.0", "30=30.0", "40=40.0");
    assertThat(read(only(), new TimeRange(21, 29))).isEmpty();
  }

  @Test
  void selection_needsAllMatchers() {
    series.add(A, 1, 1);
    series.add(B, 1, 1);
    assertThat(
            series.select(
                List.of(
                    new LabelMatcher(MatchType.REGEX, "__name__", ".*"),
                    new LabelMatcher(MatchType.EQUAL, "x", "1")),
                ALL))
        .singleElement()
        .extracting(Series::labels)
        .isEqualTo(B);
  }

  @Test
  void selected_staysAsItWas() {
    series.add(A, 1, 1);
    Series before = only();
    series.add(A, 2, 2);
    series.add(A, 1, 5);
    series.add(A, 0, 0);
    assertThat(read(before, ALL)).containsExactly("1=1.0");
    assertThat(read(only(), ALL)).containsExactly("0=0.0", "1=5.0", "2=2.0");
  }

  @Test
  void start_isKept() {
    series.add(A, MemorySample.of(10, 1).startingAt(3));
    SampleIterator iterator = only().samples(ALL);
    assertThat(iterator.next()).isTrue();
    assertThat(iterator.startTimestampMillis()).isEqualTo(3);
  }

  @Test
  void histogramsAmongNumbers_staySo() {
    Histogram histogram =
        new Histogram(
            0,
            0,
            0,
            1,
            2,
            new Histogram.Buckets(0, List.of(1.0)),
            Histogram.Buckets.NONE,
            List.of(),
            Histogram.CounterReset.UNKNOWN);
    for (int time = 0; time < 40; time++) {
      if (time % 3 == 1) {
        series.add(A, time, histogram);
      } else {
        series.add(A, MemorySample.of(time, time).startingAt(time % 5 == 2 ? time : 0));
      }
    }
    SampleIterator iterator = only().samples(ALL);
    for (int time = 0; time < 40; time++) {
      assertThat(iterator.next()).isTrue();
      assertThat(iterator.histogram()).isEqualTo(time % 3 == 1 ? histogram : null);
      assertThat(iterator.value()).isEqualTo(time % 3 == 1 ? 2 : time);
      assertThat(iterator.startTimestampMillis())
          .isEqualTo(time % 3 != 1 && time % 5 == 2 ? time : 0);
    }
    assertThat(iterator.next()).isFalse();
  }

  @Test
  void clear_removesAll() {
    series.add(A, 1, 1);
    series.clear();
    assertThat(series.size()).isZero();
    assertThat(series.select(List.of(), ALL)).isEmpty();
  }
}
