package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.application.port.in.CreateCycle;
import io.choicesherpa.backend.domain.Cycle;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.DomainEvent;
import io.choicesherpa.backend.domain.JourneyStage;
import io.choicesherpa.backend.domain.Session;
import io.choicesherpa.backend.domain.SessionId;
import io.choicesherpa.backend.domain.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class CreateCycleService implements CreateCycle {

  private static final Logger log = LoggerFactory.getLogger(CreateCycleService.class);

  private final Ports ports;
  private final Access access;

  CreateCycleService(Ports ports, Access access) {
    this.ports = ports;
    this.access = access;
  }

  @Override
  public Cycle.Open create(UserId user, SessionId sessionId) {
    return ports.change(
        "create_cycle",
        () -> {
          Session.Active session = access.sessionForUse(user, sessionId);
          Cycle.Open cycle =
              Cycle.begin(new CycleId(ports.newIds().get()), session.id(), ports.clock().instant());
          ports.cycles().add(cycle);
          ports
              .events()
              .publish(
                  new DomainEvent.CycleCreated(
                      cycle.id(), session.id(), session.owner(), cycle.createdAt()));
          ports.journey().cycleCreated();
          ports.journey().stageReached(session.id(), JourneyStage.CYCLE);
          return cycle;
        },
        cycle -> log.atInfo().addKeyValue("cycle_id", cycle.id().toString()).log("Cycle created"));
  }
}
