package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.application.port.in.CompleteCycle;
import io.choicesherpa.backend.application.port.in.CycleView;
import io.choicesherpa.backend.domain.Cycle;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.DomainEvent;
import io.choicesherpa.backend.domain.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class CompleteCycleService implements CompleteCycle {

  private static final Logger log = LoggerFactory.getLogger(CompleteCycleService.class);

  private final Ports ports;
  private final Access access;

  CompleteCycleService(Ports ports, Access access) {
    this.ports = ports;
    this.access = access;
  }

  @Override
  public CycleView complete(UserId user, CycleId id) {
    return ports.change(
        "complete_cycle",
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
        },
        view -> log.atInfo().addKeyValue("cycle_id", id.toString()).log("Cycle completed"));
  }
}
