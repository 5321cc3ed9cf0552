package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.application.port.in.CycleView;
import io.choicesherpa.backend.application.port.in.ViewCycle;
import io.choicesherpa.backend.domain.Cycle;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.UserId;

final class ViewCycleService implements ViewCycle {

  private final Ports ports;
  private final Access access;

  ViewCycleService(Ports ports, Access access) {
    this.ports = ports;
    this.access = access;
  }

  @Override
  public CycleView view(UserId user, CycleId id) {
    Cycle cycle = access.cycle(user, id).cycle();
    return new CycleView(cycle, ports.conversations().ofCycle(id));
  }
}
