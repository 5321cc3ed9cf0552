package io.choicesherpa.console.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.choicesherpa.console.series.Exemplar;
import io.choicesherpa.console.series.MetricMetadata;
import io.choicesherpa.promql.model.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpositionTextTest {

  private static Map<Labels, Double> read(String text, Map<String, String> more)
      throws ExpositionException {
    Map<Labels, Double> samples = new LinkedHashMap<>();
    new ExpositionText(text, false)
        .read((series, line) -> samples.put(line.labels(more), line.value()));
    return samples;
  }

  @Test
  void read_samplesOfEveryForm() throws ExpositionException {
    String text =
        """
        # HELP a_total Things.
        # TYPE a_total counter
        a_total 1
        a_total{} 2

        b{x="1",y="a b}",} 3.5e2 1395066363000
        b { x = "q\\"\\\\\\n" } -Inf
        \tc:d{le="+Inf"}\tNaN
        e 0x
        """
            .replace("e 0x\n", "");

    assertThat(read(text, Map.of()))
        .containsExactly(
            Map.entry(Labels.of("__name__", "a_total"), 2.0),
            Map.entry(Labels.of("__name__", "b", "x", "1", "y", "a b}"), 350.0),
            Map.entry(Labels.of("__name__", "b", "x", "q\"\\\n"), Double.NEGATIVE_INFINITY),
            Map.entry(Labels.of("__name__", "c:d", "le", "+Inf"), Double.NaN));
  }

  @Test
  void read_targetsLabelsWinAndTheOwnOnesAreKeptAside() throws ExpositionException {
    assertThat(read("a{job=\"own\"} 1\n", Map.of("job", "shop")))
        .containsOnlyKeys(Labels.of("__name__", "a", "job", "shop", "exported_job", "own"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a                | line 1, column 2: a value is missing
          a x              | line 1, column 4: a number is wanted, not x
          a 1d             | line 1, column 5: a number is wanted, not 1d
          a 1 2 3          | line 1, column 7: nothing may follow the timestamp
          a 1 soon         | line 1, column 9: a timestamp in milliseconds is wanted, not soon
          9a 1             | line 1, column 1: a metric name is wanted
          a{b=1} 1         | line 1, column 5: " is wanted
          a{b="1" c="2"} 1 | line 1, column 9: a comma is wanted between labels
          a{b="1",b="2"} 1 | line 1, column 14: the label b is there twice
          a{b="\\q"} 1     | line 1, column 8: \\q is no escape
          a{b="1" 1        | line 1, column 10: a value is missing
          """)
  void read_brokenLineIsNamed(String line, String message) {
    assertThatExceptionOfType(ExpositionException.class)
        .isThrownBy(() -> read(line.strip() + "\n", Map.of()))
        .withMessage(message.strip());
  }

  @Test
  void openMetrics_timesExemplarsAndMetadata() throws ExpositionException {
    ExpositionText text =
        new ExpositionText(
            """
            # TYPE a counter
            # UNIT a seconds
            # HELP a Time \\"spent\\"\\nhere.
            a_total{x="#"} 3 1395066363.5
            a_bucket{le="1"} 3 # {trace_id="ab"} 0.7 1395066362.001
            a_bucket{le="2"} 3 # {} 0.8
            {"dotted.name",x="y"} 1
            # EOF
            """
                .replace("\\\\", "\\"),
            true);
    List<Long> times = new ArrayList<>();
    List<Exemplar> exemplars = new ArrayList<>();
    List<String> metrics = new ArrayList<>();
    text.read(
        (series, line) -> {
          times.add(line.timestampMillis());
          metrics.add(line.labels(Map.of()).metricName());
          exemplars.add(line.exemplar(5));
        });

    assertThat(times).containsExactly(1395066363500L, null, null, null);
    assertThat(metrics).containsExactly("a_total", "a_bucket", "a_bucket", "dotted.name");
    assertThat(exemplars)
        .containsExactly(
            null,
            new Exemplar(Labels.of("trace_id", "ab"), 0.7, 1395066362001L),
            new Exemplar(Labels.empty(), 0.8, 5),
            null);
    assertThat(text.metadata())
        .containsExactly(
            Map.entry("a", new MetricMetadata("counter", "Time \"spent\"\nhere.", "seconds")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a 1                  | line 2, column 1: # EOF is wanted at the end
          a 1;# EOF;b 1        | line 3, column 1: nothing may follow # EOF
          a 1 x;# EOF          | line 1, column 6: a timestamp in seconds is wanted, not x
          a 1 # {b=c} 1;# EOF  | line 1, column 10: " is wanted
          a 1 # {b="c"};# EOF  | line 1, column 14: an exemplar's value is missing
          """)
  void openMetrics_brokenLineIsNamed(String lines, String message) {
    assertThatExceptionOfType(ExpositionException.class)
        .isThrownBy(
            () ->
                new ExpositionText(lines.strip().replace(';', '\n') + "\n", true)
                    .read((series, line) -> line.exemplar(0)))
        .withMessage(message.strip());
  }

  @Test
  void read_lastLineWithoutALineFeedIsCutOff() {
    assertThatExceptionOfType(ExpositionException.class)
        .isThrownBy(() -> read("a 1\nb 2", Map.of()))
        .withMessageContaining("line 2");
  }

  @Test
  void read_damagedTextNeverFailsInAnotherWay() {
    String valid = "a{b=\"c\\n\",d=\"e\"} 1.5 123\n# x\nf 2\n";
    Random random = new Random(11);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder damaged = new StringBuilder(valid);
      for (int i = 0; i <= random.nextInt(4); i++) {
        damaged.setCharAt(
            random.nextInt(damaged.length()), "{}\"\\,= \n1a#é".charAt(random.nextInt(12)));
      }
      try {
        read(damaged.toString(), Map.of());
      } catch (ExpositionException e) {
        assertThat(e.getMessage()).startsWith("line ");
      }
    }
  }
}
