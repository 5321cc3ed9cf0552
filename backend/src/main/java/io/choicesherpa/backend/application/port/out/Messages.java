package io.choicesherpa.backend.application.port.out;

import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.Message;
import io.choicesherpa.backend.domain.MessageId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was said. */
public interface Messages {

  /**
   * Keeps messages of one conversation, in this order, after all that it has; no other call gets in
   * between.
   */
  void append(ConversationId conversation, List<Message> messages);

  /**
   * The last messages of a conversation, oldest first.
   *
   * @param before only those before this one; null for the newest. Nothing precedes an id that is
   *     not in the conversation
   * @param limit at most so many, at least 1
   */
  List<Message> last(ConversationId conversation, @Nullable MessageId before, int limit);
}
