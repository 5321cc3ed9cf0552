package io.choicesherpa.promql.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.promql.model.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesNotationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 2.5 -3 +4| [1, 2.5, -3, 4]",
        "1x2| [1, 1, 1]",
        "1+2x3| [1, 3, 5, 7]",
        "1-2x3| [1, -1, -3, -5]",
        "-1-1x1| [-1, -2]",
        "1e-3+1e+2x1| [0.001, 100.001]",
        "_ 1 _x2 2| [_, 1, _, _, 2]",
        "stale Inf -Inf NaN| [stale, +Inf, -Inf, NaN]",
        "1_000x0| [1000]",
        "{{schema:1 sum:5 count:3 buckets:[1 2]}}| [{{schema:1 count:3 sum:5 buckets:[1 2]}}]",
        "{{count:1 buckets:[1]}}x1| [{{count:1 buckets:[1]}}, {{count:1 buckets:[1]}}]",
        "{{count:1 buckets:[1]}}+{{count:2 buckets:[1 1]}}x1|"
            + " [{{count:1 buckets:[1]}}, {{count:3 buckets:[2 1]}}]",
        "{{z_bucket:2 z_bucket_w:0.01 n_offset:3 n_buckets:[1]}}|"
            + " [{{z_bucket:2 z_bucket_w:0.01 n_offset:3 n_buckets:[1]}}]",
        "{{schema:-53 custom_values:[1 2] buckets:[1 2 3] counter_reset_hint:gauge}}|"
            + " [{{schema:-53 custom_values:[1 2] buckets:[1 2 3] counter_reset_hint:gauge}}]",
        "{{}}| [{{}}]",
      })
  void values_areUnfolded(String notation, String values) {
    assertThat(SeriesNotation.parse("a " + notation).values()).hasToString(values);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a 1| a",
        "a{b=\"c d\", e='}'} 1| a{b=\"c d\", e=\"}\"}",
        "{} 1| {}",
        "{b=\"{{\"} 1| {b=\"{{\"}",
        "{\"x y\", \"z.1\"=\"q\"} 1| {__name__=\"x y\", \"z.1\"=\"q\"}",
        "sum{by=\"on\"} 1| sum{by=\"on\"}",
        "a {{}}| a",
      })
  void labels_areTheFirstPart(String notation, String labels) {
    assertThat(SeriesNotation.parse(notation).labels()).hasToString(labels);
  }

  @Test
  void values_mayBeMissing() {
    SeriesNotation notation = SeriesNotation.parse("a");
    assertThat(notation.labels()).isEqualTo(Labels.of("__name__", "a"));
    assertThat(notation.values()).isEmpty();
  }

  @Test
  void hint_isComparedOnlyWhenGiven() {
    assertThat(SeriesNotation.parse("a {{}}").values().get(0).hintGiven()).isFalse();
    assertThat(SeriesNotation.parse("a {{counter_reset_hint:unknown}}").values().get(0).hintGiven())
        .isTrue();
  }
}
