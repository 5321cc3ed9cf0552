package io.choicesherpa.benchmarks.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void median_isTheMiddleOneOrTheMeanOfBoth() {
    assertThat(new Samples(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
    assertThat(new Samples(List.of(9.0, 1.0, 2.0, 3.0)).median()).isEqualTo(2.5);
  }

  @Test
  void share_isOfTheSameRound() {
    Samples ours = new Samples(List.of(10.0, 30.0, 50.0));
    Samples others = new Samples(List.of(20.0, 60.0, 100.0));

    assertThat(ours.shareOf(others)).isEqualTo(0.5);
  }

  @Test
  void samples_areNotNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Samples(List.of()));
  }
}
