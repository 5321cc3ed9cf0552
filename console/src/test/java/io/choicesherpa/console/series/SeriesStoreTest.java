package io.choicesherpa.console.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.Histogram.Buckets;
import io.choicesherpa.promql.model.Histogram.CounterReset;
import io.choicesherpa.promql.model.LabelMatcher;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.model.MatchType;
import io.choicesherpa.promql.model.StaleMarker;
import io.choicesherpa.promql.source.SampleIterator;
import io.choicesherpa.promql.source.Series;
import io.choicesherpa.promql.source.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeriesStoreTest {

  private static final long NOW = 1_800_000_000_000L;
  private static final TimeRange ALWAYS = new TimeRange(0, Long.MAX_VALUE);

  private final TickingClock clock = new TickingClock(NOW);
  private final List<SeriesStore> stores = new ArrayList<>();

  @AfterEach
  void closeStores() {
    stores.forEach(SeriesStore::close);
  }

  private SeriesStore store(long capBytes, int maxSeries) {
    SeriesStore store =
        SeriesStore.inMemory(new SeriesLimits(capBytes, maxSeries, Duration.ofDays(1)), clock);
    stores.add(store);
    return store;
  }

  private static Labels labels(String metric, int n) {
    return Labels.of("__name__", metric, "n", Integer.toString(n));
  }

  private static BatchOutcome append(SeriesStore store, Labels labels, long time, double value) {
    SampleBatch batch = store.batch();
    batch.add(labels, time, value);
    return batch.commit();
  }

  private static LabelMatcher matcher(MatchType type, String name, String value) {
    return new LabelMatcher(type, name, value);
  }

  static List<Double> values(Series series, TimeRange range) {
    List<Double> values = new ArrayList<>();
    SampleIterator samples = series.samples(range);
    while (samples.next()) {
      values.add(samples.value());
    }
    return values;
  }

  private static Set<Labels> found(SeriesStore store, LabelMatcher... matchers) {
    Set<Labels> found = new HashSet<>();
    store.select(List.of(matchers), ALWAYS).forEach(series -> found.add(series.labels()));
    return found;
  }

  @Test
  void samples_ofARangeAcrossChunks() {
    SeriesStore store = store(1 << 20, 10);
    for (int i = 0; i < 2_000; i++) {
      append(store, labels("m", 1), NOW - 2_000_000 + i * 1_000L, i);
    }

    Series series = store.select(List.of(), ALWAYS).get(0);

    assertThat(values(series, ALWAYS)).hasSize(2_000).isSorted();
    TimeRange part = new TimeRange(NOW - 1_500_000, NOW - 1_497_000);
    assertThat(values(series, part)).containsExactly(500.0, 501.0, 502.0, 503.0);
    assertThat(store.select(List.of(), new TimeRange(NOW, NOW + 1))).isEmpty();
    assertThat(store.select(List.of(), new TimeRange(0, NOW - 2_000_001))).isEmpty();
  }

  @Test
  void append_whatIsNotKeptIsCountedByReason() {
    SeriesStore store = store(1 << 20, 10);
    Labels labels = labels("m", 1);
    append(store, labels, NOW, 1);

    assertThat(append(store, labels, NOW, 1)).isEqualTo(new BatchOutcome(0, 1, 0, 0, 0, 0, 0));
    assertThat(append(store, labels, NOW, 2)).isEqualTo(new BatchOutcome(0, 0, 0, 1, 0, 0, 0));
    assertThat(append(store, labels, NOW - 1, 1).outOfOrder()).isEqualTo(1);
    assertThat(append(store, labels, NOW - 90_000_000, 1).tooOld()).isEqualTo(1);
    BatchOutcome ahead = append(store, labels, NOW + 3_600_000, 1);
    assertThat(ahead.tooFarAhead()).isEqualTo(1);
    assertThat(ahead.reason()).isEqualTo("1 samples too far in the future");
    assertThat(store.figures().outcome()).isEqualTo(new BatchOutcome(2, 0, 1, 1, 1, 1, 0));
    assertThat(values(store.select(List.of(), ALWAYS).get(0), ALWAYS)).containsExactly(1.0);
  }

  @Test
  void begun_zeroOlderThanTheRetentionIsNotPut() {
    SeriesStore store =
        SeriesStore.inMemory(new SeriesLimits(1 << 20, 10, Duration.ofMinutes(10)), clock);
    stores.add(store);
    SampleBatch batch = store.batch();
    batch.add(labels("m", 1), NOW, 5);
    batch.begun(0, NOW - 600_001);
    batch.add(labels("m", 2), NOW, 6);
    batch.begun(1, NOW - 600_000);

    assertThat(batch.commit()).isEqualTo(new BatchOutcome(3, 0, 0, 0, 0, 0, 0));
    assertThat(store.figures().samples()).isEqualTo(3);
  }

  @Test
  void begun_toldAgainIsNeitherPutNorCountedAsDropped() {
    SeriesStore store = store(1 << 20, 10);
    for (long time : new long[] {NOW - 2_000, NOW - 1_000}) {
      SampleBatch batch = store.batch();
      batch.add(labels("m", 1), time, 5);
      batch.begun(0, NOW - 9_000);
      assertThat(batch.commit().dropped()).isZero();
    }
    assertThat(values(store.select(List.of(), ALWAYS).get(0), ALWAYS))
        .containsExactly(0.0, 5.0, 5.0);
  }

  @Test
  void begun_nativeHistogramHasAnEmptyOneOfItsShapeBeforeIt() {
    SeriesStore store = store(1 << 20, 10);
    Histogram first =
        new Histogram(
            3,
            0.001,
            1,
            4,
            7.5,
            new Buckets(2, List.of(1.0, 2.0)),
            Buckets.NONE,
            List.of(),
            CounterReset.UNKNOWN);
    SampleBatch batch = store.batch();
    StoredSeries series = store.series(labels("m", 1));
    for (int i = 0; i < 100; i++) {
      // So that the batch grows with what it was told of its samples.
      batch.add(series, NOW - 9_000 + i, first);
      if (i == 0) {
        batch.begun(0, NOW - 10_000);
      }
    }
    batch.commit();

    SampleIterator samples = store.select(List.of(), ALWAYS).get(0).samples(ALWAYS);
    assertThat(samples.next()).isTrue();
    assertThat(samples.timestampMillis()).isEqualTo(NOW - 10_000);
    assertThat(samples.histogram())
        .isEqualTo(
            new Histogram(
                3, 0.001, 0, 0, 0, Buckets.NONE, Buckets.NONE, List.of(), CounterReset.RESET));
    assertThat(samples.next()).isTrue();
    assertThat(samples.histogram()).isEqualTo(first);
    assertThat(store.figures().samples()).isEqualTo(101);
  }

  @Test
  void histograms_besideNumbersInOneSeries() {
    SeriesStore store = store(1 << 20, 10);
    Labels labels = labels("h", 1);
    Histogram histogram =
        new Histogram(
            3,
            0,
            0,
            4,
            7.5,
            new Buckets(1, List.of(4.0)),
            Buckets.NONE,
            List.of(),
            CounterReset.UNKNOWN);
    append(store, labels, NOW, 1);
    SampleBatch batch = store.batch();
    batch.add(store.series(labels), NOW + 1, histogram);
    batch.commit();
    append(store, labels, NOW + 2, StaleMarker.VALUE);

    SampleIterator samples = store.select(List.of(), ALWAYS).get(0).samples(ALWAYS);
    assertThat(samples.next()).isTrue();
    assertThat(samples.histogram()).isNull();
    assertThat(samples.next()).isTrue();
    assertThat(samples.histogram()).isEqualTo(histogram);
    assertThat(samples.value()).isEqualTo(7.5);
    assertThat(samples.next()).isTrue();
    assertThat(StaleMarker.is(samples.value())).isTrue();
    assertThat(samples.next()).isFalse();
  }

  @Test
  void select_findsWhatEachMatcherByItselfWouldLeave() {
    SeriesStore store = store(4 << 20, 10_000);
    Random random = new Random(3);
    Set<Labels> all = new HashSet<>();
    for (int i = 0; i < 400; i++) {
      Labels labels =
          Labels.of(
              "__name__",
              "m" + random.nextInt(5),
              "a",
              random.nextInt(4) == 0 ? "" : "v" + random.nextInt(6),
              "b",
              random.nextBoolean() ? "" : "w" + i % 9);
      all.add(labels);
      append(store, labels, NOW + i, 1);
    }
    List<MatchType> types = List.copyOf(EnumSet.allOf(MatchType.class));
    String[] names = {"__name__", "a", "b", "c"};
    String[] values = {"", "m1", "v1", "w3", "m1|m2", "v.*", ".*", ".+", "w[0-4]|", "x"};
    for (int round = 0; round < 2_000; round++) {
      LabelMatcher[] matchers = new LabelMatcher[1 + random.nextInt(3)];
      for (int i = 0; i < matchers.length; i++) {
        matchers[i] =
            matcher(
                types.get(random.nextInt(4)),
                names[random.nextInt(names.length)],
                values[random.nextInt(values.length)]);
      }
      Set<Labels> expected = new HashSet<>(all);
      for (LabelMatcher matcher : matchers) {
        expected.removeIf(labels -> !matcher.matches(labels));
      }
      assertThat(found(store, matchers)).as("%s", List.of(matchers)).isEqualTo(expected);
    }
  }

  @Test
  void labelsAndValues_ofAllAndOfMatchedSeries() {
    SeriesStore store = store(1 << 20, 100);
    append(store, Labels.of("__name__", "up", "job", "shop"), NOW, 1);
    append(store, Labels.of("__name__", "up", "job", "bank", "zone", "z"), NOW, 1);
    append(store, Labels.of("__name__", "other", "kind", "k"), NOW, 1);
    List<LabelMatcher> up = List.of(matcher(MatchType.EQUAL, "__name__", "up"));

    assertThat(store.labelNames(List.of(), ALWAYS))
        .containsExactly("__name__", "job", "kind", "zone");
    assertThat(store.labelNames(up, ALWAYS)).containsExactly("__name__", "job", "zone");
    assertThat(store.labelValues("job", List.of(), ALWAYS)).containsExactly("bank", "shop");
    assertThat(store.labelValues("zone", up, ALWAYS)).containsExactly("z");
    assertThat(store.labelValues("kind", up, ALWAYS)).isEmpty();
    assertThat(store.seriesCounts("__name__")).containsEntry("up", 2).containsEntry("other", 1);
  }

  @Test
  void flood_newSeriesAreRefusedAndThoseAliveStay() {
    SeriesStore store = store(1 << 20, 500);
    append(store, labels("alive", 1), NOW, 1);
    BatchOutcome last = new BatchOutcome(0, 0, 0, 0, 0, 0, 0);
    for (int i = 0; i < 20_000; i++) {
      last = append(store, labels("flood", i), NOW, 1);
    }

    assertThat(last.refused()).isEqualTo(1);
    assertThat(last.reason()).isEqualTo("1 samples of series that found no room");
    assertThat(store.figures().series()).isEqualTo(500);
    assertThat(store.figures().refusedSeries()).isEqualTo(20_000 - 499);
    assertThat(found(store, matcher(MatchType.EQUAL, "__name__", "alive"))).hasSize(1);
  }

  @Test
  void flood_ofLongLabelsStaysUnderTheCap() {
    SeriesStore store = store(256 << 10, 1_000_000);
    for (int i = 0; i < 20_000; i++) {
      append(store, Labels.of("__name__", "flood", "n", i + "x".repeat(500)), NOW, 1);
    }

    assertThat(store.figures().heldBytes()).isLessThan(256 << 10);
    assertThat(store.figures().refusedSeries()).isPositive();
  }

  @Test
  void fullOfSeries_silentOnesMakeRoom() {
    SeriesStore store = store(4 << 20, 100);
    for (int i = 0; i < 100; i++) {
      append(store, labels("old", i), NOW + i, 1);
    }
    clock.set(NOW + 1_800_000);
    append(store, labels("old", 7), NOW + 1_800_000, 1);

    assertThat(append(store, labels("new", 1), NOW + 1_800_000, 1).accepted()).isEqualTo(1);
    assertThat(found(store, matcher(MatchType.EQUAL, "n", "7"))).hasSize(1);
    assertThat(found(store, matcher(MatchType.EQUAL, "n", "0"))).isEmpty();
  }

  @Test
  void cap_oldestChunksGoAndTheLatestSamplesStay() {
    SeriesStore store = store(64 << 10, 100);
    Random random = new Random(1);
    long time = NOW - 80_000_000;
    for (int i = 0; i < 5_000; i++, time += 15_000) {
      clock.set(time);
      for (int n = 0; n < 4; n++) {
        append(store, labels("m", n), time, random.nextDouble());
      }
      assertThat(store.figures().heldBytes()).isLessThan(72 << 10);
    }
    assertThat(store.figures().evicted()).isPositive();
    for (Series series : store.select(List.of(), ALWAYS)) {
      SampleIterator samples = series.samples(ALWAYS);
      assertThat(samples.next()).isTrue();
      long first = samples.timestampMillis();
      long count = 1;
      while (samples.next()) {
        count++;
      }
      assertThat(samples.next()).isFalse();
      assertThat(first + (count - 1) * 15_000).isEqualTo(time - 15_000);
    }
    assertThat(store.figures().samples())
        .isEqualTo(
            store.select(List.of(), ALWAYS).stream()
                .mapToLong(series -> values(series, ALWAYS).size())
                .sum());
  }

  @Test
  void exemplars_latestTenOfASeriesOnceEach() {
    SeriesStore store = store(1 << 20, 10);
    SampleBatch batch = store.batch();
    StoredSeries series = store.series(labels("m", 1));
    batch.add(series, NOW, 1);
    for (int i = 0; i < 15; i++) {
      Exemplar exemplar = new Exemplar(Labels.of("trace_id", "t" + i), i, NOW + i);
      batch.add(series, exemplar);
      batch.add(series, exemplar);
    }
    batch.commit();

    assertThat(store.exemplars(List.of(), ALWAYS)).hasSize(1);
    assertThat(store.exemplars(List.of(), ALWAYS).get(0).exemplars())
        .hasSize(10)
        .extracting(Exemplar::value)
        .startsWith(5.0)
        .endsWith(14.0);
    assertThat(store.exemplars(List.of(), new TimeRange(NOW, NOW + 4))).isEmpty();
  }

  @Test
  void labels_pastTheLimitsAreRefusedWithTheRule() {
    SeriesStore store = store(1 << 20, 10);
    Labels longValue = Labels.of("a", "x".repeat(5_000));

    assertThat(store.series(longValue)).isNull();
    assertThat(store.violation(longValue))
        .isEqualTo("the value of label a has 5000 characters, over 4096");
    assertThat(store.violation(Labels.empty())).isEqualTo("a series wants at least one label");
  }

  @Test
  void queries_besideAppendsSeeEachSeriesWithoutGaps() {
    SeriesStore store = store(8 << 20, 100);
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> appending =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 20_000; i++) {
                SampleBatch batch = store.batch();
                for (int n = 0; n < 5; n++) {
                  batch.add(labels("m", n), NOW - 20_000_000 + i * 1_000L, i);
                }
                batch.commit();
              }
              done.set(true);
            });
    int rounds = 0;
    while (!done.get() || rounds == 0) {
      rounds++;
      for (Series series : store.select(List.of(), ALWAYS)) {
        double expected = 0;
        SampleIterator samples = series.samples(ALWAYS);
        while (samples.next()) {
          if (samples.value() != expected) {
            assertThat(samples.value()).isEqualTo(expected);
          }
          expected++;
        }
      }
      if (appending.isCompletedExceptionally()) {
        break;
      }
    }
    appending.join();
  }
}
