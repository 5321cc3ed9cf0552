package io.choicesherpa.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MemorySeriesStoreTest {

  private static Labels labels(int n) {
    return Labels.of("m", Map.of("n", Integer.toString(n)));
  }

  @Test
  void select_latestSamplesInOrderAfterTheRingHasTurned() {
    MemorySeriesStore store = new MemorySeriesStore(1 << 20);
    Series series = store.series(labels(1));
    for (int i = 1; i <= Series.MAX_SAMPLES + 40; i++) {
      store.append(series, i * 1_000L, i);
    }

    SeriesSource.SeriesSlice slice = store.select("m", 0).get(0);

    assertThat(slice.values()).hasSize(Series.MAX_SAMPLES);
    assertThat(slice.values()[0]).isEqualTo(41);
    assertThat(slice.values()[Series.MAX_SAMPLES - 1]).isEqualTo(Series.MAX_SAMPLES + 40);
    assertThat(slice.timesMillis()).isSorted();
    assertThat(store.select("m", 399_000).get(0).values()).containsExactly(399, 400);
    assertThat(store.select("m", 500_000)).isEmpty();
  }

  @Test
  void append_timeThatIsNotLaterIsIgnored() {
    MemorySeriesStore store = new MemorySeriesStore(1 << 20);
    Series series = store.series(labels(1));
    store.append(series, 2, 1);
    store.append(series, 2, 9);
    store.append(series, 1, 9);

    assertThat(store.select("m", 0).get(0).values()).containsExactly(1);
  }

  @Test
  void flood_liveSeriesStayAndNewOnesAreRefusedAndCounted() {
    MemorySeriesStore store = new MemorySeriesStore(100_000);
    for (int i = 0; i < 10_000; i++) {
      store.append(store.series(labels(i)), 1_000 + i, 1);
    }

    assertThat(store.figures().heldBytes()).isLessThanOrEqualTo(100_000);
    assertThat(store.figures().refused()).isPositive();
    assertThat(store.select("m", 0))
        .extracting(SeriesSource.SeriesSlice::labels)
        .contains(labels(0));
  }

  @Test
  void fullStore_seriesThatEndedMakeRoom() {
    MemorySeriesStore store = new MemorySeriesStore(50_000);
    for (int i = 0; i < 1_000; i++) {
      store.append(store.series(labels(i)), 1_000, 1);
    }
    Series living = store.series(labels(0));
    store.append(living, 10_000_000, 2);

    Series fresh = store.series(labels(5_000));
    store.append(fresh, 10_000_001, 3);

    assertThat(store.select("m", 10_000_000)).hasSize(2);
    assertThat(store.figures().heldBytes()).isLessThanOrEqualTo(50_000);
  }
}
