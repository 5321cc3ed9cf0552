package io.choicesherpa.promql.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class UsageTest {

  private static Usage usage(String text) {
    return Usage.of(new PromqlParser(ParserOptions.stable()).parse(text));
  }

  @Test
  void usage_namesMetricsAndLabelsOfAllParts() {
    Usage usage =
        usage(
            "sum by (job) (rate(a_total{code=\"5\"}[5m])) / on (job, zone) group_left (team)"
                + " max without (pod) (b{x!=\"\"} offset 1m)");
    assertThat(usage.metricNames()).containsExactly("a_total", "b");
    assertThat(usage.labelNames()).containsExactly("code", "job", "pod", "team", "x", "zone");
    assertThat(usage.groupingLabels()).containsExactlyInAnyOrder("job", "zone", "team", "pod");
    assertThat(usage.selectors().get(0).labels()).isEqualTo(Set.of("code"));
  }

  @Test
  void selectorWithoutOneName_hasAnEmptyOne() {
    assertThat(usage("{__name__=~\"a.*\",b=\"c\"}").selectors())
        .singleElement()
        .satisfies(
            selector -> {
              assertThat(selector.metricName()).isEmpty();
              assertThat(selector.labels()).containsExactly("b");
            });
    assertThat(usage("{__name__=~\"a.*\"}").metricNames()).isEmpty();
  }

  @Test
  void selectorsInSubqueriesAndArguments_areFound() {
    assertThat(usage("topk(scalar(k), max_over_time((a + b)[1h:1m]))").metricNames())
        .containsExactly("a", "b", "k");
  }
}
