package io.choicesherpa.backend.domain;

import java.time.Instant;
import java.util.Objects;

/**
 * Something said in a conversation.
 *
 * @param text user content: {@link #toString} leaves it out, and so must whoever logs or traces
 */
public record Message(
    MessageId id, ConversationId conversationId, Role role, String text, Instant sentAt) {

  /** Inclusive bound of what a person may say at once, in UTF-16 units. */
  public static final int MAX_USER_TEXT_CHARS = 10_000;

  public Message {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(conversationId, "conversationId");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(sentAt, "sentAt");
  }

  /**
   * The text itself if a person may send it: not blank, at most {@value #MAX_USER_TEXT_CHARS}
   * characters, well-formed.
   *
   * @throws InvalidInputException if not
   */
  public static String requireUserText(String text) {
    return UserText.require("content", text, MAX_USER_TEXT_CHARS);
  }

  /** A model's text as it can be kept: U+FFFD stands for the one character that cannot be. */
  public static String keepable(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }

  @Override
  public String toString() {
    return "Message[" + id + ", " + role.wireName() + ", " + text.length() + " chars]";
  }
}
