package io.choicesherpa.demo.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LastWordsTest {

  @Test
  void plainLines_stayAsTheyAre() {
    assertThat(LastWords.readable(List.of("1 setting is wrong:", "  LOG_LEVEL=loud", "{broken")))
        .containsExactly("1 setting is wrong:", "  LOG_LEVEL=loud", "{broken");
  }

  @Test
  void jsonLines_areReducedToLevelAndMessage() {
    assertThat(LastWords.readable(List.of("{\"level\":\"INFO\",\"message\":\"bye\",\"line\":3}")))
        .containsExactly("INFO bye");
  }

  @Test
  void errorsCause_isSaid() {
    assertThat(
            LastWords.readable(
                List.of(
                    "{\"level\":\"ERROR\",\"message\":\"no\",\"error\":{\"message\":\"why\"}}")))
        .containsExactly("ERROR no: why");
  }

  @Test
  void errors_standAlone_withTheirLineBreaks() {
    assertThat(
            LastWords.readable(
                List.of(
                    "{\"level\":\"INFO\",\"message\":\"starting\"}",
                    "{\"level\":\"ERROR\",\"message\":\"\\n\\nno bean\\n\\ndefine one\\n\"}",
                    "{\"level\":\"INFO\",\"message\":\"stopped\"}")))
        .containsExactly("ERROR no bean", "define one");
  }
}
