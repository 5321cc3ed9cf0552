package io.choicesherpa.backend.adapter.out.ai;

import io.choicesherpa.backend.application.port.out.CompleteWithAi.Turn;
import io.choicesherpa.backend.domain.Role;
import java.util.List;

/** Keeps a long conversation within what one request should cost: the latest part of it goes on. */
final class PromptWindow {

  /** Characters of all turns together; the last turn goes on whatever its length. */
  static final int MAX_CHARS = 48_000;

  private PromptWindow() {}

  /** The longest end of {@code turns} within {@value #MAX_CHARS} that starts with a user's turn. */
  static List<Turn> latest(List<Turn> turns) {
    int from = turns.size();
    int chars = 0;
    while (from > 0) {
      chars += turns.get(from - 1).text().length();
      if (chars > MAX_CHARS && from < turns.size()) {
        break;
      }
      from--;
    }
    // Anthropic's protocol wants the person to begin.
    while (from < turns.size() - 1 && turns.get(from).role() != Role.USER) {
      from++;
    }
    return turns.subList(from, turns.size());
  }
}
