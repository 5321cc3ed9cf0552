package io.choicesherpa.console.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.choicesherpa.console.store.Labels;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusTextTest {

  private static Map<Labels, Double> read(String text, Map<String, String> more)
      throws ExpositionException {
    Map<Labels, Double> samples = new LinkedHashMap<>();
    PrometheusText.read(text, (series, line) -> samples.put(line.labels(more), line.value()));
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
            Map.entry(Labels.of("a_total", Map.of()), 2.0),
            Map.entry(Labels.of("b", Map.of("x", "1", "y", "a b}")), 350.0),
            Map.entry(Labels.of("b", Map.of("x", "q\"\\\n")), Double.NEGATIVE_INFINITY),
            Map.entry(Labels.of("c:d", Map.of("le", "+Inf")), Double.NaN));
  }

  @Test
  void read_targetsLabelsWinAndTheOwnOnesAreKeptAside() throws ExpositionException {
    assertThat(read("a{job=\"own\"} 1\n", Map.of("job", "shop")))
        .containsOnlyKeys(Labels.of("a", Map.of("job", "shop", "exported_job", "own")));
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
