package io.choicesherpa.backend.adapter.out.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.backend.application.port.out.CompleteWithAi.Turn;
import io.choicesherpa.backend.domain.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptWindowTest {

  @Test
  void shortConversation_goesOnWhole() {
    List<Turn> turns = List.of(user("a"), assistant("b"), user("c"));

    assertThat(PromptWindow.latest(turns)).isEqualTo(turns);
  }

  @Test
  void longConversation_losesItsBeginning() {
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      turns.add(user("u".repeat(5_000)));
      turns.add(assistant("a".repeat(1_000)));
    }
    turns.add(user("last"));

    List<Turn> window = PromptWindow.latest(turns);

    assertThat(window.get(0).role()).isEqualTo(Role.USER);
    assertThat(window).endsWith(user("last"));
    assertThat(window.stream().mapToInt(turn -> turn.text().length()).sum())
        .isBetween(PromptWindow.MAX_CHARS - 6_000, PromptWindow.MAX_CHARS);
  }

  @Test
  void lastTurn_goesOnWhateverItsLength() {
    Turn huge = user("x".repeat(PromptWindow.MAX_CHARS + 1));

    assertThat(PromptWindow.latest(List.of(user("a"), assistant("b"), huge))).containsExactly(huge);
  }

  private static Turn user(String text) {
    return new Turn(Role.USER, text);
  }

  private static Turn assistant(String text) {
    return new Turn(Role.ASSISTANT, text);
  }
}
