package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.application.port.in.RateLimitedException;
import io.choicesherpa.backend.application.port.in.SendMessage;
import io.choicesherpa.backend.application.port.out.CompleteWithAi.ChunkListener;
import io.choicesherpa.backend.application.port.out.CompleteWithAi.Completion;
import io.choicesherpa.backend.application.port.out.CompleteWithAi.Prompt;
import io.choicesherpa.backend.application.port.out.CompleteWithAi.Turn;
import io.choicesherpa.backend.application.port.out.LimitRate;
import io.choicesherpa.backend.application.service.Access.OwnConversation;
import io.choicesherpa.backend.domain.Conversation;
import io.choicesherpa.backend.domain.DomainEvent;
import io.choicesherpa.backend.domain.Message;
import io.choicesherpa.backend.domain.MessageId;
import io.choicesherpa.backend.domain.Role;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * No transaction is open while the AI answers: that takes seconds, and a connection is dear. What
 * was allowed before is checked again, under lock, before anything is kept.
 */
final class SendMessageService implements SendMessage {

  /** So many earlier messages go to the AI: each is paid for again with every further message. */
  private static final int HISTORY_MESSAGES = 40;

  private static final Logger log = LoggerFactory.getLogger(SendMessageService.class);

  private static final String RESOURCE = "messages";
  private static final AttributeKey<Long> LENGTH_CHARS = AttributeKey.longKey("length_chars");

  private final Ports ports;
  private final Access access;

  SendMessageService(Ports ports, Access access) {
    this.ports = ports;
    this.access = access;
  }

  @Override
  public SentMessage send(SendMessageCommand command, ChunkListener chunks) {
    return ports.tracing().call("send_message_handler", span -> send(command, chunks, span));
  }

  private SentMessage send(SendMessageCommand command, ChunkListener chunks, Span span) {
    span.setAttribute("user_id", command.user().value());
    span.setAttribute("conversation_id", command.conversation().toString());
    Instant receivedAt = ports.clock().instant();
    span.addEvent("message_received", Attributes.of(LENGTH_CHARS, (long) command.text().length()));

    Conversation conversation =
        ports.tracing().call("validate_access", ignored -> validate(command));
    span.setAttribute("component_type", conversation.componentType().wireName());
    span.setAttribute("session_id", conversation.sessionId().toString());

    Completion completion = complete(command, conversation, chunks);
    Message said = message(conversation, Role.USER, command.text(), receivedAt);
    Message answer =
        message(
            conversation,
            Role.ASSISTANT,
            Message.keepable(completion.text()),
            ports.clock().instant());
    ports
        .tracing()
        .run(
            "save_message",
            ignored ->
                ports
                    .transaction()
                    .call(
                        () -> {
                          save(command, conversation, said, answer);
                          return conversation;
                        }));
    log.atInfo()
        .addKeyValue("conversation_id", conversation.id().toString())
        .addKeyValue("component_type", conversation.componentType().wireName())
        .addKeyValue("provider", completion.provider())
        .addKeyValue("model", completion.model())
        .addKeyValue("answer_chars", answer.text().length())
        .log("Message answered");
    return new SentMessage(said, answer);
  }

  private Conversation validate(SendMessageCommand command) {
    OwnConversation own = access.conversation(command.user(), command.conversation());
    own.session().requireActive();
    own.cycle().requireOpen();
    LimitRate.Decision decision = ports.rateLimit().take(command.user(), command.tier(), RESOURCE);
    if (!decision.allowed()) {
      throw new RateLimitedException(RESOURCE, decision.retryAfter());
    }
    return own.conversation();
  }

  private Completion complete(
      SendMessageCommand command, Conversation conversation, ChunkListener chunks) {
    Prompt prompt = prompt(command, conversation);
    boolean answered = false;
    try {
      Completion completion = ports.ai().complete(prompt, chunks);
      answered = true;
      return completion;
    } finally {
      ports.spending().completion(command.user(), conversation.id(), answered);
    }
  }

  private Prompt prompt(SendMessageCommand command, Conversation conversation) {
    List<Turn> turns = new ArrayList<>(HISTORY_MESSAGES + 1);
    for (Message message : ports.messages().last(conversation.id(), null, HISTORY_MESSAGES)) {
      turns.add(new Turn(message.role(), message.text()));
    }
    turns.add(new Turn(Role.USER, command.text()));
    return new Prompt(command.tier(), conversation.componentType(), turns);
  }

  private Message message(Conversation conversation, Role role, String text, Instant at) {
    return new Message(new MessageId(ports.newIds().get()), conversation.id(), role, text, at);
  }

  private void save(
      SendMessageCommand command, Conversation conversation, Message said, Message answer) {
    access.requireStillWritable(conversation);
    ports.messages().append(conversation.id(), List.of(said, answer));
    ports
        .events()
        .publish(
            new DomainEvent.MessageSent(
                conversation.id(),
                conversation.componentType(),
                said.id(),
                answer.id(),
                said.text().length(),
                answer.text().length(),
                conversation.sessionId(),
                command.user(),
                answer.sentAt()));
    ports.journey().messageSent(Role.USER, said.text().length());
    ports.journey().messageSent(Role.ASSISTANT, answer.text().length());
  }
}
