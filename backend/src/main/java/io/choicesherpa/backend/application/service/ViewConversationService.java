package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.application.port.in.Page;
import io.choicesherpa.backend.application.port.in.ViewConversation;
import io.choicesherpa.backend.domain.Conversation;
import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.Message;
import io.choicesherpa.backend.domain.MessageId;
import io.choicesherpa.backend.domain.UserId;
import java.util.List;

final class ViewConversationService implements ViewConversation {

  private final Ports ports;
  private final Access access;

  ViewConversationService(Ports ports, Access access) {
    this.ports = ports;
    this.access = access;
  }

  @Override
  public Conversation view(UserId user, ConversationId id) {
    return access.conversation(user, id).conversation();
  }

  @Override
  public List<Message> messages(UserId user, ConversationId id, Page<MessageId> page) {
    Conversation conversation = access.conversation(user, id).conversation();
    return ports.messages().last(conversation.id(), page.before(), page.limit());
  }
}
