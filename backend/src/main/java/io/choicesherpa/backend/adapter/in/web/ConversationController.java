package io.choicesherpa.backend.adapter.in.web;

import io.choicesherpa.backend.adapter.in.security.Actor;
import io.choicesherpa.backend.application.port.in.Page;
import io.choicesherpa.backend.application.port.in.SendMessage;
import io.choicesherpa.backend.application.port.in.SendMessage.SendMessageCommand;
import io.choicesherpa.backend.application.port.in.SendMessage.SentMessage;
import io.choicesherpa.backend.application.port.in.StartConversation;
import io.choicesherpa.backend.application.port.in.StartConversation.StartedConversation;
import io.choicesherpa.backend.application.port.in.ViewConversation;
import io.choicesherpa.backend.application.port.out.CompleteWithAi.ChunkListener;
import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.MessageId;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/conversations")
final class ConversationController {

  private final StartConversation startConversation;
  private final ViewConversation viewConversation;
  private final SendMessage sendMessage;

  ConversationController(
      StartConversation startConversation,
      ViewConversation viewConversation,
      SendMessage sendMessage) {
    this.startConversation = startConversation;
    this.viewConversation = viewConversation;
    this.sendMessage = sendMessage;
  }

  /** 201 if the conversation is new; 200 if the component had it already. */
  @PostMapping
  ResponseEntity<ConversationResponse> start(
      @AuthenticationPrincipal Actor actor, @RequestBody NewConversation body) {
    StartedConversation started =
        startConversation.start(
            actor.user(),
            Wire.id("cycle", Wire.required("cycle_id", body.cycleId()), CycleId::parse),
            Wire.componentType(Wire.required("component_type", body.componentType())));
    ConversationResponse response = ConversationResponse.of(started.conversation());
    return ResponseEntity.status(started.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
        .location(URI.create("/api/conversations/" + response.id()))
        .body(response);
  }

  @GetMapping("/{id}")
  ConversationResponse view(@AuthenticationPrincipal Actor actor, @PathVariable String id) {
    return ConversationResponse.of(viewConversation.view(actor.user(), conversation(id)));
  }

  @GetMapping("/{id}/messages")
  MessageList messages(
      @AuthenticationPrincipal Actor actor,
      @PathVariable String id,
      @RequestParam(defaultValue = "" + Page.DEFAULT_LIMIT) int limit,
      @RequestParam @Nullable String before) {
    Page<MessageId> page = new Page<>(Wire.idOrNull("message", before, MessageId::parse), limit);
    return new MessageList(
        viewConversation.messages(actor.user(), conversation(id), page).stream()
            .map(MessageResponse::of)
            .toList());
  }

  @PostMapping("/{id}/messages")
  @ResponseStatus(HttpStatus.CREATED)
  Exchange send(
      @AuthenticationPrincipal Actor actor, @PathVariable String id, @RequestBody NewMessage body) {
    SentMessage sent =
        sendMessage.send(
            new SendMessageCommand(
                actor.user(),
                actor.tier(),
                conversation(id),
                Wire.required("content", body.content())),
            ChunkListener.NONE);
    return new Exchange(
        MessageResponse.of(sent.userMessage()), MessageResponse.of(sent.assistantMessage()));
  }

  private static ConversationId conversation(String id) {
    return Wire.id("conversation", id, ConversationId::parse);
  }

  record NewConversation(@Nullable String cycleId, @Nullable String componentType) {}

  record NewMessage(@Nullable String content) {
    @Override
    public String toString() {
      return "NewMessage";
    }
  }

  record MessageList(List<MessageResponse> messages) {}

  record Exchange(MessageResponse userMessage, MessageResponse assistantMessage) {}
}
