package io.choicesherpa.console.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.promql.model.Histogram;
import io.choicesherpa.promql.model.Histogram.Buckets;
import io.choicesherpa.promql.model.Histogram.CounterReset;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.source.Series;
import io.choicesherpa.promql.source.TimeRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesRecoveryTest {

  private static final long NOW = 1_800_000_000_000L;
  private static final TimeRange ALWAYS = new TimeRange(0, Long.MAX_VALUE);

  @TempDir Path dir;
  private final TickingClock clock = new TickingClock(NOW);

  private SeriesStore open(Path at) throws IOException {
    SeriesStore store =
        SeriesStore.open(at, new SeriesLimits(4 << 20, 1_000, Duration.ofDays(1)), clock);
    assertThat(store.awaitReady(Duration.ofSeconds(20))).isTrue();
    return store;
  }

  private static Labels labels(int n) {
    return Labels.of("__name__", "m", "n", Integer.toString(n));
  }

  private static Map<String, List<Double>> content(SeriesStore store) {
    Map<String, List<Double>> content = new TreeMap<>();
    for (Series series : store.select(List.of(), ALWAYS)) {
      content.put(series.labels().toString(), SeriesStoreTest.values(series, ALWAYS));
    }
    return content;
  }

  private static void append(SeriesStore store, int from, int to) {
    for (int i = from; i < to; i++) {
      SampleBatch batch = store.batch();
      for (int n = 0; n < 10; n++) {
        if (i % (n + 1) == 0) {
          batch.add(labels(n), NOW - 20_000_000 + i * 1_000L, i * Math.sqrt(n));
        }
      }
      batch.commit();
    }
  }

  /** What a killed process leaves: its files as they are, without a word at the end. */
  private Path killed(Path from, String name) throws IOException {
    Path to = dir.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(
          file -> {
            try {
              Files.copy(file, to.resolve(from.relativize(file).toString()));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    return to;
  }

  @Test
  void reopened_allSamplesAreThereAndMoreFollow() throws IOException {
    Path at = dir.resolve("series");
    Map<String, List<Double>> before;
    try (SeriesStore store = open(at)) {
      append(store, 0, 3_000);
      before = content(store);
    }
    assertThat(before).hasSize(10);
    try (SeriesStore store = open(at)) {
      assertThat(content(store)).isEqualTo(before);
      append(store, 3_000, 6_000);
      before = content(store);
    }
    try (SeriesStore store = open(at)) {
      assertThat(content(store)).isEqualTo(before);
      assertThat(store.figures().samples())
          .isEqualTo(before.values().stream().mapToLong(List::size).sum());
    }
  }

  @Test
  void killed_zerosOfBeginningsAreThere() throws IOException {
    Path at = dir.resolve("series");
    try (SeriesStore store = open(at)) {
      SampleBatch batch = store.batch();
      batch.add(labels(1), NOW, 50);
      batch.begun(0, NOW - 5_000);
      batch.commit();
      try (SeriesStore next = open(killed(at, "second"))) {
        assertThat(content(next))
            .containsExactly(Map.entry(labels(1).toString(), List.of(0.0, 50.0)));
      }
    }
  }

  @Test
  void killed_allSamplesAreThere() throws IOException {
    Path at = dir.resolve("series");
    try (SeriesStore store = open(at)) {
      append(store, 0, 2_500);
      try (SeriesStore next = open(killed(at, "second"))) {
        assertThat(content(next)).isEqualTo(content(store));
        append(store, 2_500, 4_000);
        append(next, 2_500, 4_000);
        assertThat(content(next)).isEqualTo(content(store));
        try (SeriesStore third = open(killed(dir.resolve("second"), "third"))) {
          assertThat(content(third)).isEqualTo(content(store));
        }
      }
    }
  }

  @Test
  void tornAnywhere_aPrefixOfEachSeriesIsThere() throws IOException {
    Path at = dir.resolve("series");
    try (SeriesStore store = open(at)) {
      append(store, 0, 1_200);
      Map<String, List<Double>> whole = content(store);
      for (int cut = 1; cut < 200; cut += 13) {
        Path copy = killed(at, "cut" + cut);
        try (Stream<Path> files = Files.list(copy.resolve("recent"))) {
          Path last =
              files
                  .filter(file -> file.toString().endsWith(".journal"))
                  .sorted()
                  .reduce((a, b) -> b)
                  .orElseThrow();
          byte[] bytes = Files.readAllBytes(last);
          Files.write(last, java.util.Arrays.copyOf(bytes, bytes.length - cut));
        }
        try (SeriesStore torn = open(copy)) {
          Map<String, List<Double>> left = content(torn);
          assertThat(left).hasSize(10);
          left.forEach(
              (labels, values) ->
                  assertThat(values)
                      .isEqualTo(whole.getOrDefault(labels, List.of()).subList(0, values.size()))
                      .hasSizeGreaterThan(whole.getOrDefault(labels, List.of()).size() - 20));
        }
      }
    }
  }

  @Test
  void histogramsAndExemplars_comeBack() throws IOException {
    Path at = dir.resolve("series");
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
    for (int i = 0; i < 3; i++) {
      try (SeriesStore store = open(at)) {
        SampleBatch batch = store.batch();
        batch.add(store.series(labels(1)), NOW + i, histogram);
        batch.add(
            store.series(labels(1)), new Exemplar(Labels.of("trace_id", "t" + i), i, NOW + i));
        batch.commit();
      }
    }
    try (SeriesStore store = open(at)) {
      assertThat(content(store)).containsEntry("m{n=\"1\"}", List.of(7.5, 7.5, 7.5));
      assertThat(store.exemplars(List.of(), ALWAYS).get(0).exemplars())
          .extracting(Exemplar::value)
          .containsExactly(0.0, 1.0, 2.0);
    }
  }

  @Test
  void checkpoint_recentStaysSmallHoweverMuchComes() throws IOException {
    Path at = dir.resolve("series");
    Map<String, List<Double>> before;
    try (SeriesStore store = open(at)) {
      append(store, 0, 5_000);
    }
    try (SeriesStore store = open(at)) {
      before = content(store);
      assertThat(store.figures().journals().get(0).heldBytes()).isLessThan(20_000);
    }
    try (SeriesStore store = open(at)) {
      assertThat(content(store)).isEqualTo(before);
    }
  }
}
