package io.choicesherpa.telemetry.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallerDepthTest {
  private final CallerDepth depth = new CallerDepth(8);

  @Test
  void deeperCallers_areExpectedBeforeLong() {
    found(12, 20);
    assertThat(depth.expected()).isEqualTo(12);
  }

  @Test
  void fewDeeperOnes_areNotExpected() {
    found(12, 200);
    for (int i = 0; i < 50; i++) {
      found(12, 60);
      found(40, 1);
      assertThat(depth.expected()).isEqualTo(12);
    }
  }

  @Test
  void callersThatCameUp_areExpectedThere() {
    found(40, 200);
    found(12, 200);
    assertThat(depth.expected()).isEqualTo(12);
  }

  @Test
  void twoUsualDepths_areServedByTheDeeper() {
    for (int i = 0; i < 200; i++) {
      found(12, 1);
      found(14, 1);
    }
    assertThat(depth.expected()).isEqualTo(14);
  }

  private void found(int frames, int times) {
    for (int i = 0; i < times; i++) {
      depth.found(frames);
    }
  }
}
