package io.choicesherpa.promql.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LabelsTest {

  @Test
  void with_setsReplacesAndRemoves() {
    Labels labels = Labels.of("b", "1", "d", "2");
    assertThat(labels.with("a", "0")).isEqualTo(Labels.of("a", "0", "b", "1", "d", "2"));
    assertThat(labels.with("c", "0")).isEqualTo(Labels.of("b", "1", "c", "0", "d", "2"));
    assertThat(labels.with("e", "0")).isEqualTo(Labels.of("b", "1", "d", "2", "e", "0"));
    assertThat(labels.with("d", "0")).isEqualTo(Labels.of("b", "1", "d", "0"));
    assertThat(labels.with("b", "")).isEqualTo(Labels.of("d", "2"));
    assertThat(labels.with("x", "")).isEqualTo(labels);
    assertThat(Labels.of("a", "1").with("a", "")).isEqualTo(Labels.empty());
  }

  @Test
  void onlyAndWithout_partLabels() {
    Labels labels = Labels.of("a", "1", "b", "2", "c", "3");
    assertThat(labels.only(List.of("c", "a", "x"))).isEqualTo(Labels.of("a", "1", "c", "3"));
    assertThat(labels.without(List.of("c", "a", "x"))).isEqualTo(Labels.of("b", "2"));
    assertThat(labels.only(List.of())).isEqualTo(Labels.empty());
    assertThat(labels.without(List.of())).isEqualTo(labels);
  }

  @Test
  void changes_areThoseOfAMap() {
    Random random = new Random(3);
    Labels labels = Labels.empty();
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < 2_000; i++) {
      String name = "n" + random.nextInt(12);
      String value = random.nextInt(3) == 0 ? "" : "v" + random.nextInt(3);
      labels = labels.with(name, value);
      map.put(name, value);
      assertThat(labels).isEqualTo(Labels.of(map));
    }
  }
}
