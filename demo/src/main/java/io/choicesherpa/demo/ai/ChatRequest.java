package io.choicesherpa.demo.ai;

import java.util.List;

/**
 * What both protocols ask for, in one form.
 *
 * @param model as the client named it; echoed in the answer
 * @param turns system text first, then the conversation
 * @param stream whether the answer comes as server-sent events
 * @param streamUsage whether the stream ends with the token usage
 * @param maxTokens upper bound of the answer's tokens; {@link Integer#MAX_VALUE} for none
 */
record ChatRequest(
    String model, List<Turn> turns, boolean stream, boolean streamUsage, int maxTokens) {

  ChatRequest {
    turns = List.copyOf(turns);
  }

  /** One contribution; the role is the protocol's own word. */
  record Turn(String role, String text) {
    boolean isSystem() {
      return role.equals("system") || role.equals("developer");
    }
  }

  long promptChars() {
    return turns.stream().mapToLong(turn -> turn.text().length()).sum();
  }
}
