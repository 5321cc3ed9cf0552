package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.application.port.in.CompleteComponent;
import io.choicesherpa.backend.domain.Component;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.Cycle;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.DomainEvent;
import io.choicesherpa.backend.domain.UserId;

final class CompleteComponentService implements CompleteComponent {

  private final Ports ports;
  private final Access access;

  CompleteComponentService(Ports ports, Access access) {
    this.ports = ports;
    this.access = access;
  }

  @Override
  public Component.Completed complete(UserId user, CycleId cycleId, ComponentType type) {
    return ports
        .transaction()
        .call(
            () -> {
              Cycle.Open cycle = access.cycleForChange(user, cycleId).cycle();
              Component.Completed completed = cycle.complete(type, ports.clock().instant());
              ports.cycles().complete(cycleId, completed);
              ports
                  .events()
                  .publish(
                      new DomainEvent.ComponentCompleted(
                          cycleId, type, cycle.sessionId(), user, completed.completedAt()));
              ports.journey().componentCompleted(type, completed.duration());
              return completed;
            });
  }
}
