package io.choicesherpa.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BenchOptionsTest {

  @Test
  void nothingAsked_runsEverythingForThePage() {
    assertThat(BenchOptions.parse())
        .isEqualTo(
            new BenchOptions(
                BenchOptions.Run.USUAL, BenchOptions.Parts.LIBRARY, null, "docs/performance.md"));
  }

  @Test
  void options_areTaken() {
    assertThat(BenchOptions.parse("--quick", "--only", "Redaction", "--output", "x.md"))
        .isEqualTo(
            new BenchOptions(
                BenchOptions.Run.QUICK, BenchOptions.Parts.LIBRARY, "Redaction", "x.md"));
  }

  @Test
  void backend_isMeasuredAloneWhenAsked_andBesideTheLibraryByAFullRun() {
    assertThat(BenchOptions.parse("--backend", "--full").parts())
        .isEqualTo(BenchOptions.Parts.BACKEND);
    assertThat(BenchOptions.parse("--full").parts()).isEqualTo(BenchOptions.Parts.BOTH);
    assertThat(BenchOptions.parse("--full", "--only", "Redaction").parts())
        .isEqualTo(BenchOptions.Parts.LIBRARY);
  }

  @Test
  void wrongOption_isNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BenchOptions.parse("--slow"))
        .withMessageContaining("--slow");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BenchOptions.parse("--only"))
        .withMessageContaining("--only needs a value");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BenchOptions.parse("--backend", "--only", "Redaction"))
        .withMessageContaining("--backend");
  }
}
