package io.choicesherpa.backend.application.port.out;

import io.choicesherpa.backend.domain.Component;
import io.choicesherpa.backend.domain.Cycle;
import io.choicesherpa.backend.domain.CycleId;
import io.choicesherpa.backend.domain.SessionId;
import java.util.List;
import java.util.Optional;

/** The cycles that are kept, with their components. */
public interface Cycles {

  void add(Cycle.Open cycle);

  /** Keeps that a component was started. */
  void start(CycleId cycle, Component.InProgress component);

  /** Keeps that a component was completed. */
  void complete(CycleId cycle, Component.Completed component);

  /** Keeps that the cycle itself was completed. */
  void complete(Cycle.Completed cycle);

  Optional<Cycle> find(CycleId id);

  /**
   * As {@link #find}, and until the transaction ends nobody else completes it; for its messages.
   */
  Optional<Cycle> findForUse(CycleId id);

  /** As {@link #find}, and until the transaction ends nobody else changes it. */
  Optional<Cycle> findForChange(CycleId id);

  /** All cycles of a session, oldest first. */
  List<Cycle> ofSession(SessionId session);
}
