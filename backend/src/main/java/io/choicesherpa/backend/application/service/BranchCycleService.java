package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.application.port.in.BranchCycle;
import io.choicesherpa.backend.application.service.Access.OwnCycle;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.Cycle;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.DomainEvent;
import io.choicesherpa.backend.domain.UserId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class BranchCycleService implements BranchCycle {

  private static final Logger log = LoggerFactory.getLogger(BranchCycleService.class);

  private final Ports ports;
  private final Access access;

  BranchCycleService(Ports ports, Access access) {
    this.ports = ports;
    this.access = access;
  }

  @Override
  public Cycle.Open branch(UserId user, CycleId id, @Nullable ComponentType from) {
    return ports.change(
        "branch_cycle",
        () -> {
          OwnCycle<Cycle> own = access.cycleInActiveSession(user, id);
          CycleId branchId = new CycleId(ports.newIds().get());
          Cycle.Open branch = own.cycle().branch(branchId, from, ports.clock().instant());
          ports.cycles().add(branch);
          ports
              .events()
              .publish(
                  new DomainEvent.CycleBranched(
                      branchId, id, from, branch.sessionId(), user, branch.createdAt()));
          ports.journey().cycleBranched();
          return branch;
        },
        branch ->
            log.atInfo()
                .addKeyValue("cycle_id", branch.id().toString())
                .addKeyValue("parent_cycle_id", id.toString())
                .log("Cycle branched"));
  }
}
