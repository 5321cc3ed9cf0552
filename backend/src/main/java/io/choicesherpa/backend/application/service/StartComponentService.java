package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.application.port.in.StartComponent;
import io.choicesherpa.backend.application.service.Access.OwnCycle;
import io.choicesherpa.backend.domain.Component;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.Cycle;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class StartComponentService implements StartComponent {

  private static final Logger log = LoggerFactory.getLogger(StartComponentService.class);

  private final Ports ports;
  private final Access access;
  private final Steps steps;

  StartComponentService(Ports ports, Access access, Steps steps) {
    this.ports = ports;
    this.access = access;
    this.steps = steps;
  }

  @Override
  public Component.InProgress start(UserId user, CycleId cycleId, ComponentType type) {
    return ports.change(
        "start_component",
        () -> {
          OwnCycle<Cycle.Open> own = access.cycleForChange(user, cycleId);
          return steps.start(own.session(), own.cycle(), type);
        },
        component ->
            log.atInfo()
                .addKeyValue("cycle_id", cycleId.toString())
                .addKeyValue("component_type", type.wireName())
                .log("Component started"));
  }
}
