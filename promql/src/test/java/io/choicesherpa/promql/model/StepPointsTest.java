package io.choicesherpa.promql.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StepPointsTest {

  @Test
  void points_areThoseOfAList() {
    StepPoints all = new StepPoints(1_000, 500, new double[] {1, 2}, null, null);
    assertThat(all).isEqualTo(List.of(new Point(1_000, 1), new Point(1_500, 2)));
    StepPoints some = new StepPoints(1_000, 500, new double[] {1, 2}, null, new int[] {1, 4});
    assertThat(some).isEqualTo(List.of(new Point(1_500, 1), new Point(3_000, 2)));
    assertThat(new PointSeries(Labels.empty(), some).points()).isSameAs(some);
  }
}
