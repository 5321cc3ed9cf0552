package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.application.port.in.StartConversation;
import io.choicesherpa.backend.application.service.Access.OwnCycle;
import io.choicesherpa.backend.domain.Component;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.Conversation;
import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.Cycle;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.DomainEvent;
import io.choicesherpa.backend.domain.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lock on the cycle makes two requests for the same component get the same conversation. */
final class StartConversationService implements StartConversation {

  private static final Logger log = LoggerFactory.getLogger(StartConversationService.class);

  private final Ports ports;
  private final Access access;
  private final Steps steps;

  StartConversationService(Ports ports, Access access, Steps steps) {
    this.ports = ports;
    this.access = access;
    this.steps = steps;
  }

  @Override
  public StartedConversation start(UserId user, CycleId cycleId, ComponentType type) {
    return ports.change(
        "start_conversation",
        () -> {
          OwnCycle<Cycle.Open> own = access.cycleForChange(user, cycleId);
          ConversationId existing = ports.conversations().ofCycle(cycleId).get(type);
          if (existing != null) {
            Conversation known = ports.conversations().find(existing).orElseThrow();
            return new StartedConversation(known, false);
          }
          return new StartedConversation(begin(own, type), true);
        },
        started -> {
          if (started.isNew()) {
            log.atInfo()
                .addKeyValue("conversation_id", started.conversation().id().toString())
                .addKeyValue("component_type", type.wireName())
                .log("Conversation started");
          }
        });
  }

  private Conversation begin(OwnCycle<Cycle.Open> own, ComponentType type) {
    Cycle.Open cycle = own.cycle();
    if (cycle.components().get(type) instanceof Component.NotStarted) {
      steps.start(own.session(), cycle, type);
    }
    Conversation conversation =
        new Conversation(
            new ConversationId(ports.newIds().get()),
            cycle.sessionId(),
            cycle.id(),
            type,
            ports.clock().instant());
    ports.conversations().add(conversation);
    ports
        .events()
        .publish(
            new DomainEvent.ConversationStarted(
                conversation.id(),
                cycle.id(),
                type,
                cycle.sessionId(),
                own.session().owner(),
                conversation.startedAt()));
    return conversation;
  }
}
