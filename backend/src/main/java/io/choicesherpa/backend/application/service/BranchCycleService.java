package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.application.port.in.BranchCycle;
import io.choicesherpa.backend.application.service.Access.OwnCycle;
import io.choicesherpa.backend.domain.ComponentType;
import io.choicesherpa.backend.domain.Cycle;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.DomainEvent;
import io.choicesherpa.backend.domain.UserId;
import org.jspecify.annotations.Nullable;

final class BranchCycleService implements BranchCycle {

  private final Ports ports;
  private final Access access;

  BranchCycleService(Ports ports, Access access) {
    this.ports = ports;
    this.access = access;
  }

  @Override
  public Cycle.Open branch(UserId user, CycleId id, @Nullable ComponentType from) {
    return ports
        .transaction()
        .call(
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
            });
  }
}
