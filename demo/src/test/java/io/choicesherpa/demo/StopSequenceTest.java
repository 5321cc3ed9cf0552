package io.choicesherpa.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.demo.StopSequence.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopSequenceTest {
  private final StopSequence stops = new StopSequence();
  private final List<String> stopped = Collections.synchronizedList(new ArrayList<>());

  @Test
  void stages_followEachOtherWhateverTheOrderOfAdding() {
    stops.add(Stage.WHAT_THE_BACKEND_NEEDS, "redis", () -> stopped.add("redis"));
    stops.add(Stage.PEOPLE, "people", () -> stopped.add("people"));
    stops.add(Stage.BACKEND, "backend", () -> stopped.add("backend"));

    stops.stopAll();

    assertThat(stopped).containsExactly("people", "backend", "redis");
  }

  @Test
  void failureOfOne_doesNotKeepTheOthers() {
    stops.add(
        Stage.PEOPLE,
        "people",
        () -> {
          throw new IOException("refuses, on purpose");
        });
    stops.add(Stage.BACKEND, "backend", () -> stopped.add("backend"));

    stops.stopAll();

    assertThat(stopped).containsExactly("backend");
  }

  @Test
  void lateComer_isStoppedAtOnce() {
    stops.stopAll();
    stops.add(Stage.PEOPLE, "people", () -> stopped.add("people"));

    assertThat(stopped).containsExactly("people");
  }

  @Test
  void secondCall_stopsNothingTwice() {
    stops.add(Stage.PEOPLE, "people", () -> stopped.add("people"));

    stops.stopAll();
    stops.stopAll();

    assertThat(stopped).containsExactly("people");
  }
}
