package io.choicesherpa.telemetry.ai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AiUsageTest {

  @Test
  void nonsense_isPutInOrder() {
    assertThat(new AiUsage(-5, 10, 3, 2, 99)).isEqualTo(new AiUsage(0, 10, 0, 0, 10));
    assertThat(new AiUsage(10, 0, 8, 8, 0)).isEqualTo(new AiUsage(10, 0, 8, 2, 0));
  }

  @Test
  void nonsense_neverOverflowsWhatIsCounted() {
    AiUsage usage = AiUsage.of(Long.MAX_VALUE, Long.MAX_VALUE);

    assertThat(usage.promptTokens()).isEqualTo(AiUsage.MAX_TOKENS);
    assertThat(usage.totalTokens()).isEqualTo(2 * AiUsage.MAX_TOKENS);
  }

  @Test
  void totalTokens_countsEachTokenOnce() {
    assertThat(new AiUsage(100, 50, 80, 40).totalTokens()).isEqualTo(150);
  }
}
