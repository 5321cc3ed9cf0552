package io.choicesherpa.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.telemetry.redaction.RedactionRule;
import io.choicesherpa.telemetry.redaction.RedactionSettings;
import io.choicesherpa.telemetry.redaction.Redactor;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {

  private static final MetricDefinition COLOURS =
      MetricDefinition.counter("colours_total")
          .help("Colours.")
          .label(LabelDefinition.closed("colour", "red", "green"))
          .label(LabelDefinition.closed("shade", "dark", "light"))
          .build();
  private static final MetricDefinition VISITS =
      MetricDefinition.counter("visits_total")
          .help("Visits.")
          .label(LabelDefinition.open("place", 2))
          .build();
  private static final MetricDefinition SPENT =
      MetricDefinition.counter("spent_cents_total")
          .unit("cents")
          .help("Spent.")
          .label(LabelDefinition.open("place", 2))
          .build();
  private static final MetricDefinition DEPTH =
      MetricDefinition.gauge("depth").help("Depth.").build();
  private static final MetricDefinition TICKS =
      MetricDefinition.counter("ticks_total").help("Ticks.").build();
  private static final MetricDefinition WAIT =
      MetricDefinition.histogram("wait_seconds")
          .unit("seconds")
          .help("Wait.")
          .buckets(0.5, 2)
          .build();

  private final Metrics metrics =
      new Metrics(MetricCatalogue.of(COLOURS, VISITS, SPENT, DEPTH, TICKS, WAIT));

  @Test
  void closedLabels_haveAllTheirSeriesFromTheStart() {
    assertThat(Exposition.text(metrics))
        .contains(
            "colours_total{colour=\"green\",shade=\"dark\"} 0.0",
            "colours_total{colour=\"green\",shade=\"light\"} 0.0",
            "colours_total{colour=\"red\",shade=\"dark\"} 0.0",
            "colours_total{colour=\"red\",shade=\"light\"} 0.0",
            "wait_seconds_bucket{le=\"2.0\"} 0",
            "depth 0.0",
            "ticks_total 0.0")
        .doesNotContain("visits_total{");
  }

  @Test
  void valueOutsideAClosedSet_foldsAndIsCounted() {
    metrics.counter(COLOURS).labels("purple", "dark").inc();

    assertThat(Exposition.text(metrics))
        .contains(
            "colours_total{colour=\"other\",shade=\"dark\"} 1.0",
            folded("colours_total", "colour", 1));
  }

  @Test
  void valuesPastAnOpenLabelsBudget_foldAndAreCounted() {
    CounterFamily visits = metrics.counter(VISITS);
    for (int i = 0; i < 1_000; i++) {
      visits.labels("place-" + i).inc();
    }
    visits.labels("place-1").inc();

    assertThat(Exposition.text(metrics))
        .contains(
            "visits_total{place=\"other\"} 998.0",
            "visits_total{place=\"place-0\"} 1.0",
            "visits_total{place=\"place-1\"} 2.0",
            folded("visits_total", "place", 998))
        .doesNotContain("place-2");
  }

  @Test
  void valueThatRedactionWouldHide_foldsAndIsCounted() {
    RedactionSettings rules =
        new RedactionSettings(List.of(RedactionRule.parse("prefix:cus_=drop")), null);
    Metrics guarded = new Metrics(MetricCatalogue.of(COLOURS, VISITS), Redactor.of(rules));
    CounterFamily visits = guarded.counter(VISITS);
    visits.labels("hut").inc();
    visits.labels("cus_12345678").inc();
    visits.labels("ada@example.com").inc();

    assertThat(Exposition.text(guarded))
        .contains(
            "visits_total{place=\"hut\"} 1.0",
            "visits_total{place=\"other\"} 2.0",
            folded("visits_total", "place", 2))
        .doesNotContain("cus_", "ada@");
  }

  @Test
  void labelThatARuleNames_showsOnlyItsFallback() {
    RedactionSettings rules =
        new RedactionSettings(List.of(RedactionRule.parse("key:place=drop")), null);
    Metrics guarded = new Metrics(MetricCatalogue.of(COLOURS, VISITS), Redactor.of(rules));
    guarded.counter(VISITS).labels("hut").inc();

    assertThat(Exposition.text(guarded))
        .contains("visits_total{place=\"other\"} 1.0")
        .doesNotContain("hut");
  }

  @Test
  void emptyAndEndlessValues_fold() {
    metrics.counter(VISITS).labels("").inc();
    metrics.counter(VISITS).labels("x".repeat(10_000)).inc();

    assertThat(Exposition.text(metrics))
        .contains("visits_total{place=\"other\"} 2.0", folded("visits_total", "place", 2));
  }

  @Test
  void valueWithQuotes_isEscaped() {
    metrics.counter(VISITS).labels("a\"} 1 \\").inc();

    assertThat(Exposition.text(metrics)).contains("visits_total{place=\"a\\\"} 1 \\\\\"} 1.0\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nforged_total 7", "a\rb", "a\u0000b", "a\uD800b", "a\uDC00", "\uD800"})
  void valueThatIsNoText_folds(String value) {
    metrics.counter(VISITS).labels(value).inc();

    assertThat(Exposition.text(metrics))
        .contains("visits_total{place=\"other\"} 1.0", folded("visits_total", "place", 1))
        .doesNotContain("forged");
  }

  @Test
  void valueBeyondAscii_isKept() {
    metrics.counter(VISITS).labels("Zürich 🗻").inc();

    assertThat(Exposition.text(metrics)).contains("visits_total{place=\"Zürich 🗻\"} 1.0");
  }

  @Test
  void budget_holdsWhenManyThreadsComeAtOnce() {
    CounterFamily visits = metrics.counter(VISITS);
    List<CompletableFuture<Void>> threads =
        IntStream.range(0, 8)
            .mapToObj(
                thread ->
                    CompletableFuture.runAsync(
                        () -> {
                          for (int i = 0; i < 500; i++) {
                            visits.labels("place-" + thread + "-" + i).inc();
                          }
                        }))
            .toList();
    threads.forEach(CompletableFuture::join);

    assertThat(Exposition.text(metrics).lines().filter(line -> line.startsWith("visits_total{")))
        .hasSize(3);
  }

  @Test
  void wrongNumberOfValues_isRefusedNamingTheLabels() {
    assertThatThrownBy(() -> metrics.counter(COLOURS).labels("red"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("metric 'colours_total' has the labels [colour, shade] but got 1 values");
    assertThatThrownBy(() -> metrics.counter(COLOURS).labels())
        .hasMessageContaining("but got 0 values");
    assertThatThrownBy(() -> metrics.gauge(DEPTH).labels("x"))
        .hasMessageContaining("but got 1 values");
  }

  @Test
  void decimalCounter_isExactWhereDoublesDrift() {
    DecimalCounter spent = metrics.decimalCounter(SPENT).labels("shop");
    for (int i = 0; i < 10; i++) {
      spent.add(new BigDecimal("0.1"));
    }

    assertThat(spent.get()).isEqualByComparingTo("1");
    assertThat(Exposition.text(metrics)).contains("spent_cents_total{place=\"shop\"} 1.0\n");
    assertThat(metrics.decimalCounter(SPENT).labels("shop")).isSameAs(spent);
    assertThatThrownBy(() -> spent.add(new BigDecimal("-0.1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("negative increment -0.1");
  }

  @Test
  void decimalCounter_keepsItsBudget() {
    for (int i = 0; i < 10; i++) {
      metrics.decimalCounter(SPENT).labels("shop-" + i).add(BigDecimal.ONE);
    }

    assertThat(Exposition.text(metrics))
        .contains(
            "spent_cents_total{place=\"other\"} 8.0", folded("spent_cents_total", "place", 8));
  }

  @Test
  void histogram_isClassicAndNativeAtOnce() {
    metrics.histogram(WAIT).labels().observe(1);

    HistogramDataPointSnapshot point =
        ((HistogramSnapshot) metrics.registry().scrape(name -> name.equals("wait_seconds")).get(0))
            .getDataPoints()
            .get(0);
    assertThat(point.hasClassicHistogramData()).isTrue();
    assertThat(point.hasNativeHistogramData()).isTrue();
    assertThat(point.getNativeBucketsForPositiveValues().size()).isEqualTo(1);
  }

  @Test
  void callback_isReadAtEachScrape() {
    double[] value = {3};
    metrics.gaugeCallback(DEPTH, () -> value[0]);
    metrics.counterCallback(TICKS, () -> value[0] * 2);

    assertThat(Exposition.text(metrics)).contains("depth 3.0\n", "ticks_total 6.0\n");
    value[0] = 4;
    assertThat(Exposition.text(metrics)).contains("depth 4.0\n", "ticks_total 8.0\n");
  }

  @Test
  void callbackThatFails_keepsItsLastValueAndTheScrape() {
    double[] value = {3};
    metrics.gaugeCallback(
        DEPTH,
        () -> {
          if (value[0] < 0) {
            throw new IllegalStateException("gone");
          }
          return value[0];
        });
    assertThat(Exposition.text(metrics)).contains("depth 3.0\n");
    value[0] = -1;

    assertThat(Exposition.text(metrics)).contains("depth 3.0\n", "ticks_total 0.0\n");
  }

  @Test
  void metric_isFedInOneWayOnly() {
    metrics.gauge(DEPTH);
    assertThatThrownBy(() -> metrics.gaugeCallback(DEPTH, () -> 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("metric 'depth' is in use already");
    metrics.counterCallback(TICKS, () -> 1);
    assertThatThrownBy(() -> metrics.counter(TICKS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("metric 'ticks_total' is fed by a callback already");
    metrics.counter(SPENT);
    assertThatThrownBy(() -> metrics.decimalCounter(SPENT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("metric 'spent_cents_total' is in use already");
  }

  @Test
  void metric_thatIsNotInTheCatalogueInThisForm_isRefused() {
    assertThatThrownBy(() -> metrics.counter(StandardMetrics.HTTP_REQUESTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("metric 'http_requests_total' is not in the catalogue in this form");
    assertThatThrownBy(
            () -> metrics.gauge(MetricDefinition.gauge("depth").help("Another.").build()))
        .hasMessage("metric 'depth' is not in the catalogue in this form");
    assertThatThrownBy(() -> metrics.counter(DEPTH))
        .hasMessage("metric 'depth' is a GAUGE, not a COUNTER");
  }

  private static String folded(String metric, String label, int times) {
    return "telemetry_label_values_folded_total{label=\"%s\",metric=\"%s\"} %d.0"
        .formatted(label, metric, times);
  }
}
