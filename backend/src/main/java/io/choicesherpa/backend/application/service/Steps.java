package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.domain.Component;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.Cycle;
import io.choicesherpa.backend.domain.DomainEvent;
import io.choicesherpa.backend.domain.JourneyStage;
import io.choicesherpa.backend.domain.Session;

/** Steps that more than one use case takes, within the caller's transaction. */
final class Steps {

  private final Ports ports;

  Steps(Ports ports) {
    this.ports = ports;
  }

  Component.InProgress start(Session session, Cycle.Open cycle, ComponentType type) {
    Component.InProgress started = cycle.start(type, ports.clock().instant());
    ports.cycles().start(cycle.id(), started);
    ports
        .events()
        .publish(
            new DomainEvent.ComponentStarted(
                cycle.id(), type, session.id(), session.owner(), started.startedAt()));
    ports.journey().componentStarted(type);
    ports.journey().stageReached(session.id(), JourneyStage.of(type));
    return started;
  }
}
