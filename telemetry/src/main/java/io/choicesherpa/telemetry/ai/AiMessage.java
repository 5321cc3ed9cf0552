package io.choicesherpa.telemetry.ai;

/**
 * One message of a conversation with a model; its text is user content. Immutable.
 *
 * @param role who said it, in the conventions' words: {@code system}, {@code user}, {@code
 *     assistant} or {@code tool}
 * @param text what was said
 */
public record AiMessage(String role, String text) {

  /** Without the text. */
  @Override
  public String toString() {
    return "AiMessage[" + role + ", " + text.length() + " chars]";
  }
}
