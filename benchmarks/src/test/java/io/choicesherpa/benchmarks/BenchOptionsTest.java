package io.choicesherpa.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BenchOptionsTest {

  @Test
  void nothingAsked_runsEverythingForThePage() {
    assertThat(BenchOptions.parse())
        .isEqualTo(new BenchOptions(BenchOptions.Run.USUAL, null, "docs/performance.md"));
  }

  @Test
  void options_areTaken() {
    assertThat(BenchOptions.parse("--quick", "--only", "Redaction", "--output", "x.md"))
        .isEqualTo(new BenchOptions(BenchOptions.Run.QUICK, "Redaction", "x.md"));
  }

  @Test
  void wrongOption_isNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BenchOptions.parse("--slow"))
        .withMessageContaining("--slow");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BenchOptions.parse("--only"))
        .withMessageContaining("--only needs a value");
  }
}
