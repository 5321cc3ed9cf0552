package io.choicesherpa.benchmarks.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedactionBenchmarkTest {

  private final RedactionBenchmark benchmark = new RedactionBenchmark();

  @Test
  void cleanText_isUnchangedByBoth() {
    assertThat(benchmark.cleanOurs())
        .hasSize(RedactionBenchmark.CHARS)
        .isEqualTo(benchmark.cleanRegex());
  }

  @Test
  void secrets_areTakenOutByBoth() {
    assertThat(benchmark.secretOurs()).doesNotContain("hunter2", "maria", "s3cret", "eyJ");
    assertThat(benchmark.secretRegex()).doesNotContain("hunter2", "maria", "s3cret", "eyJ");
  }
}
