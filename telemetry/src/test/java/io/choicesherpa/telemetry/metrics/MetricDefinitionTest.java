package io.choicesherpa.telemetry.metrics;

import static io.choicesherpa.telemetry.metrics.LabelDefinition.closed;
import static io.choicesherpa.telemetry.metrics.LabelDefinition.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricDefinitionTest {

  @ParameterizedTest
  @CsvSource({
    "requests, does not end in _total",
    "Requests_total, is not lower-case snake_case",
    "1_total, is not lower-case snake_case",
    "'', is not lower-case snake_case",
    "re-quests_total, is not lower-case snake_case"
  })
  void counter_withAWrongName_isRefused(String name, String reason) {
    assertThatThrownBy(() -> MetricDefinition.counter(name).help("x").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + name + "'")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"depth_total", "depth_bucket", "depth_count", "depth_sum", "depth_info"})
  void gauge_withASuffixThatMeansSomethingElse_isRefused(String name) {
    assertThatThrownBy(() -> MetricDefinition.gauge(name).help("x").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }

  @Test
  void unit_mustStandInTheName() {
    assertThatThrownBy(
            () ->
                MetricDefinition.histogram("wait_millis")
                    .unit("seconds")
                    .help("x")
                    .buckets(1)
                    .build())
        .hasMessage("metric name 'wait_millis' does not carry its unit 'seconds' at its end");
    assertThat(MetricDefinition.counter("cost_cents_total").unit("cents").help("x").build().unit())
        .isEqualTo("cents");
  }

  @Test
  void help_mustBeThere() {
    assertThatThrownBy(() -> MetricDefinition.gauge("depth").help(" ").build())
        .hasMessage("metric 'depth' has no help text");
  }

  @Test
  void buckets_mustFitTheTypeAndAscend() {
    assertThatThrownBy(() -> MetricDefinition.histogram("wait").help("x").build())
        .hasMessage("histogram 'wait' has no buckets");
    assertThatThrownBy(() -> MetricDefinition.gauge("depth").help("x").buckets(1).build())
        .hasMessage("'depth' has buckets but is a GAUGE");
    assertThatThrownBy(() -> MetricDefinition.histogram("wait").help("x").buckets(1, 1).build())
        .hasMessage("buckets of 'wait' are not finite and ascending at 1.0");
    assertThatThrownBy(
            () ->
                MetricDefinition.histogram("wait")
                    .help("x")
                    .buckets(1, Double.POSITIVE_INFINITY)
                    .build())
        .hasMessage("buckets of 'wait' are not finite and ascending at Infinity");
  }

  @Test
  void labels_mustBeNamedOnceAndWell() {
    assertThatThrownBy(
            () ->
                MetricDefinition.gauge("depth")
                    .help("x")
                    .label(open("a", 1))
                    .label(open("a", 1))
                    .build())
        .hasMessage("metric 'depth' has the label 'a' twice");
    assertThatThrownBy(() -> open("le", 1)).hasMessage("label name 'le' is reserved by Prometheus");
    assertThatThrownBy(() -> open("__name", 1)).hasMessageContaining("'__name' is not lower-case");
    assertThatThrownBy(() -> open("a", 0)).hasMessage("label 'a': maxValues 0 <= 0");
    assertThatThrownBy(() -> closed("a")).hasMessage("label 'a' is closed but has no values");
    assertThatThrownBy(() -> closed("a", "x", "x")).hasMessage("label 'a' repeats a value: [x, x]");
    assertThatThrownBy(() -> closed("a", "b").withFallback(""))
        .hasMessage("label 'a' has an empty fallback");
  }

  @Test
  void maxLabelCombinations_isTheProductOfTheBudgets() {
    MetricDefinition definition =
        MetricDefinition.gauge("depth")
            .help("x")
            .label(open("a", 7))
            .label(closed("b", "x", "y"))
            .build();

    assertThat(definition.maxLabelCombinations()).isEqualTo(14);
    assertThat(definition.isClosed()).isFalse();
  }

  @Test
  void catalogue_refusesTwoMetricsOfOneName() {
    MetricDefinition counter = MetricDefinition.counter("jobs_total").help("x").build();
    MetricDefinition gauge = MetricDefinition.gauge("jobs").help("x").build();

    assertThatThrownBy(() -> MetricCatalogue.of(counter, gauge))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("metric 'jobs' is declared beside 'jobs_total'");
    assertThatThrownBy(() -> MetricCatalogue.of(counter).plus(MetricCatalogue.of(counter)))
        .hasMessage("metric 'jobs_total' is declared beside 'jobs_total'");
  }

  @Test
  void catalogue_keepsTheOrderOfDeclaration() {
    MetricDefinition first = MetricDefinition.gauge("zebras").help("x").build();
    MetricDefinition second = MetricDefinition.gauge("ants").help("x").build();

    assertThat(MetricCatalogue.of(first).plus(MetricCatalogue.of(second)).definitions())
        .containsExactly(first, second);
    assertThat(MetricCatalogue.of(first).find("zebras")).isSameAs(first);
    assertThat(MetricCatalogue.empty().find("zebras")).isNull();
  }
}
