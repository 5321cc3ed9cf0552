package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.application.port.in.CompleteComponent;
import io.choicesherpa.backend.domain.Component;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.Cycle;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.DomainEvent;
import io.choicesherpa.backend.domain.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class CompleteComponentService implements CompleteComponent {

  private static final Logger log = LoggerFactory.getLogger(CompleteComponentService.class);

  private final Ports ports;
  private final Access access;

  CompleteComponentService(Ports ports, Access access) {
    this.ports = ports;
    this.access = access;
  }

  @Override
  public Component.Completed complete(UserId user, CycleId cycleId, ComponentType type) {
    return ports.change(
        "complete_component",
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
        },
        component ->
            log.atInfo()
                .addKeyValue("cycle_id", cycleId.toString())
                .addKeyValue("component_type", type.wireName())
                .addKeyValue("duration_seconds", component.duration().toSeconds())
                .log("Component completed"));
  }
}
