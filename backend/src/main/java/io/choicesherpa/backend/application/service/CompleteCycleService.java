package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.application.port.in.CompleteCycle;
import io.choicesherpa.backend.application.port.in.CycleView;
import io.choicesherpa.backend.domain.Cycle;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.DomainEvent;
import io.choicesherpa.backend.domain.UserId;

final class CompleteCycleService implements CompleteCycle {

  private final Ports ports;
  private final Access access;

  CompleteCycleService(Ports ports, Access access) {
    this.ports = ports;
    this.access = access;
  }

  @Override
  public CycleView complete(UserId user, CycleId id) {
    return ports
        .transaction()
        .call(
            () -> {
              Cycle.Open cycle = access.cycleForChange(user, id).cycle();
              Cycle.Completed completed = cycle.complete(ports.clock().instant());
              ports.cycles().complete(completed);
              ports
                  .events()
                  .publish(
                      new DomainEvent.CycleCompleted(
                          id, completed.sessionId(), user, completed.completedAt()));
              ports.journey().cycleCompleted();
              return new CycleView(completed, ports.conversations().ofCycle(id));
            });
  }
}
