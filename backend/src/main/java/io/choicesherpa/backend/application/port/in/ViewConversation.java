package io.choicesherpa.backend.application.port.in;

import io.choicesherpa.backend.domain.Conversation;
import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.Message;
import io.choicesherpa.backend.domain.MessageId;
import io.choicesherpa.backend.domain.NotFoundException;
import io.choicesherpa.backend.domain.UserId;
import java.util.List;

/** Shows a conversation of a person's own. */
public interface ViewConversation {

  /**
   * The conversation, without its messages.
   *
   * @throws NotFoundException if there is none for this person
   */
  Conversation view(UserId user, ConversationId id);

  /**
   * The page's messages, oldest first.
   *
   * @throws NotFoundException if there is no such conversation for this person
   */
  List<Message> messages(UserId user, ConversationId id, Page<MessageId> page);
}
