package io.choicesherpa.telemetry.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodedNamesTest {

  private final List<String> encoded = new ArrayList<>();
  private final EncodedNames names =
      new EncodedNames(
          (name, detail) -> {
            encoded.add(name);
            return name.getBytes(StandardCharsets.UTF_8);
          });

  @Test
  void namesOfOneHash_areEachEncodedOnce() {
    assertThat("AaAa").hasSameHashCodeAs("BBBB").hasSameHashCodeAs("AaBB");
    for (int i = 0; i < 3; i++) {
      for (String name : List.of("AaAa", "BBBB", "AaBB")) {
        assertThat(names.get(name)).isEqualTo(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(encoded).containsExactly("AaAa", "BBBB", "AaBB");
  }

  @Test
  void namesWithoutEnd_areStillEachRight() {
    for (int i = 0; i < 10_000; i++) {
      String name = "name-" + i;
      assertThat(new String(names.get(name), StandardCharsets.UTF_8)).isEqualTo(name);
    }
  }
}
