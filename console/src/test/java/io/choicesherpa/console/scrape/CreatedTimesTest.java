package io.choicesherpa.console.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.console.series.SampleBatch;
import io.choicesherpa.console.series.SeriesLimits;
import io.choicesherpa.console.series.SeriesStore;
import io.choicesherpa.promql.model.Labels;
import io.choicesherpa.promql.source.SampleIterator;
import io.choicesherpa.promql.source.Series;
import io.choicesherpa.promql.source.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CreatedTimesTest {

  private static final long NOW = 1_800_000_000_000L;

  private final SeriesStore store =
      SeriesStore.inMemory(
          new SeriesLimits(1 << 20, 100, Duration.ofHours(2)),
          Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
  private final ExpositionReader reader = new ExpositionReader(store, Map.of("job", "shop"), 1_000);

  @AfterEach
  void close() {
    store.close();
  }

  private void scrape(long secondsAgo, boolean openMetrics, String body)
      throws ExpositionException {
    SampleBatch batch = store.batch();
    reader.read(body + (openMetrics ? "# EOF\n" : ""), openMetrics, batch, NOW - secondsAgo * 1000);
    batch.commit();
  }

  private void scrape(long secondsAgo, String body) throws ExpositionException {
    scrape(secondsAgo, true, body);
  }

  /** Every sample as {@code seconds ago:value}, by series, the job aside. */
  private Map<String, List<String>> held() {
    Map<String, List<String>> held = new TreeMap<>();
    TimeRange always = new TimeRange(0, Long.MAX_VALUE);
    for (Series series : store.select(List.of(), always)) {
      List<String> samples = new ArrayList<>();
      SampleIterator next = series.samples(always);
      while (next.next()) {
        samples.add((NOW - next.timestampMillis()) / 1000 + ":" + (long) next.value());
      }
      held.put(text(series.labels()), samples);
    }
    return held;
  }

  private static String text(Labels labels) {
    StringBuilder text = new StringBuilder();
    labels.forEach(
        (name, value) -> {
          if (!name.equals("job")) {
            text.append(text.isEmpty() ? "" : " ").append(value);
          }
        });
    return text.toString();
  }

  private static String counter(long value, String createdSeconds) {
    return "# TYPE a counter\na_total{x=\"1\"} "
        + value
        + "\na_created{x=\"1\"} "
        + createdSeconds
        + "\n";
  }

  private static String ago(long seconds) {
    return Long.toString(NOW / 1000 - seconds);
  }

  @Test
  void firstSample_hasAZeroBeforeIt() throws ExpositionException {
    scrape(30, counter(50, ago(40) + ".000"));
    scrape(15, counter(60, ago(40) + ".000"));

    assertThat(held()).containsExactly(Map.entry("a_total 1", List.of("40:0", "30:50", "15:60")));
  }

  @Test
  void created_inExponentialForm() throws ExpositionException {
    scrape(0, counter(50, "1.79999999E9"));

    assertThat(held()).containsExactly(Map.entry("a_total 1", List.of("10:0", "0:50")));
  }

  @Test
  void restart_hasAZeroWhereItBeganAnew() throws ExpositionException {
    scrape(45, counter(7, ago(50)));
    scrape(15, counter(9, ago(20)));

    assertThat(held())
        .containsExactly(Map.entry("a_total 1", List.of("50:0", "45:7", "20:0", "15:9")));
  }

  @Test
  void createdAtTheLatestSample_isTold() throws ExpositionException {
    scrape(45, counter(7, ago(50)));
    scrape(15, counter(9, ago(45)));

    assertThat(held()).containsExactly(Map.entry("a_total 1", List.of("50:0", "45:7", "15:9")));
  }

  @Test
  void createdAtTheScrapeOrLater_hasNoZero() throws ExpositionException {
    scrape(30, counter(7, ago(30)));
    scrape(15, counter(9, ago(-60)));

    assertThat(held()).containsExactly(Map.entry("a_total 1", List.of("30:7", "15:9")));
  }

  @Test
  void createdMoreThanAnHourAgo_hasNoZero() throws ExpositionException {
    scrape(0, counter(7, ago(3_601)));
    assertThat(held()).containsExactly(Map.entry("a_total 1", List.of("0:7")));
  }

  @Test
  void createdAnHourAgo_hasAZero() throws ExpositionException {
    scrape(0, counter(7, ago(3_600)));
    assertThat(held()).containsExactly(Map.entry("a_total 1", List.of("3600:0", "0:7")));
  }

  @Test
  void createdTimesThatAreNone_arePassedOver() throws ExpositionException {
    for (String none : List.of("NaN", "-Inf", "0", "-5", "+Inf")) {
      scrape(30, counter(7, none));
    }
    assertThat(held()).containsExactly(Map.entry("a_total 1", List.of("30:7")));
  }

  @Test
  void histogram_allItsSeriesBeginAtZero() throws ExpositionException {
    scrape(
        30,
        """
        # TYPE h histogram
        h_bucket{x="1",le="1.0"} 2
        h_bucket{x="1",le="+Inf"} 3
        h_count{x="1"} 3
        h_sum{x="1"} 8
        h_created{x="1"} %s
        h_bucket{x="2",le="1.0"} 4
        h_bucket{x="2",le="+Inf"} 4
        h_count{x="2"} 4
        h_sum{x="2"} 1
        h_created{x="2"} %s
        """
            .formatted(ago(40), ago(35)));

    assertThat(held())
        .containsOnly(
            Map.entry("h_bucket 1.0 1", List.of("40:0", "30:2")),
            Map.entry("h_bucket +Inf 1", List.of("40:0", "30:3")),
            Map.entry("h_count 1", List.of("40:0", "30:3")),
            Map.entry("h_sum 1", List.of("40:0", "30:8")),
            Map.entry("h_bucket 1.0 2", List.of("35:0", "30:4")),
            Map.entry("h_bucket +Inf 2", List.of("35:0", "30:4")),
            Map.entry("h_count 2", List.of("35:0", "30:4")),
            Map.entry("h_sum 2", List.of("35:0", "30:1")));
  }

  @Test
  void summary_onlyWhatItCountsBeginsAtZero() throws ExpositionException {
    scrape(
        30,
        """
        # TYPE s summary
        s{quantile="0.5"} 2
        s_count 3
        s_sum 8
        s_created %s
        """
            .formatted(ago(40)));

    assertThat(held())
        .containsOnly(
            Map.entry("s 0.5", List.of("30:2")),
            Map.entry("s_count", List.of("40:0", "30:3")),
            Map.entry("s_sum", List.of("40:0", "30:8")));
  }

  @Test
  void createdOfOneMetric_isNoOthers() throws ExpositionException {
    scrape(
        30,
        """
        # TYPE a_gauge gauge
        a_gauge{x="1"} 5
        # TYPE a counter
        a_total{x="1"} 4
        a_created{x="1"} %1$s
        a_total 6
        a_total{x="2"} 2
        a_created{x="2"} %1$s
        a_total{x="2",y="1"} 3
        a_total{y="3"} 8
        a_created{y="3"} %1$s
        a_created{y="4"} %1$s
        """
            .formatted(ago(40)));

    assertThat(held())
        .containsOnly(
            Map.entry("a_gauge 1", List.of("30:5")),
            Map.entry("a_total 1", List.of("40:0", "30:4")),
            Map.entry("a_total 3", List.of("40:0", "30:8")),
            Map.entry("a_total", List.of("30:6")),
            Map.entry("a_total 2", List.of("40:0", "30:2")),
            Map.entry("a_total 2 1", List.of("30:3")));
  }

  @Test
  void metricsThatAreNamedCreated_areMetrics() throws ExpositionException {
    scrape(
        30,
        """
        # TYPE sessions_created counter
        sessions_created_total 4
        # TYPE file gauge
        file_created 5
        # TYPE a counter
        a_created_by_hand 6
        """);
    scrape(15, false, "# TYPE b counter\nb 1\nb_created 7\n");

    assertThat(held())
        .containsKeys("sessions_created_total", "file_created", "a_created_by_hand", "b_created");
  }

  @Test
  void counterThatVanishedAndCameAgain_beginsAtZeroAgain() throws ExpositionException {
    scrape(45, counter(7, ago(50)));
    scrape(30, "");
    scrape(15, counter(3, ago(20)));

    assertThat(held().get("a_total 1")).containsSequence("20:0", "15:3").hasSize(5);
  }
}
