package io.choicesherpa.backend.domain;

import io.choicesherpa.backend.domain.ConflictException.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One walk through the nine components. They may be taken in any order; a component that is done is
 * thought over again by branching the cycle, never by undoing it.
 */
public sealed interface Cycle {

  CycleId id();

  SessionId sessionId();

  /** The cycle that this one was branched from; null for a cycle begun afresh. */
  @Nullable CycleId parentId();

  Instant createdAt();

  Components components();

  /**
   * This cycle, if it still takes changes.
   *
   * @throws ConflictException if it is completed
   */
  Open requireOpen();

  /** A cycle with nothing started. */
  static Open begin(CycleId id, SessionId sessionId, Instant at) {
    return new Open(id, sessionId, null, at, Components.of(List.of()));
  }

  /**
   * A new cycle that goes its own way from {@code from} on: what was completed before it is taken
   * over, {@code from} and all after it start afresh. Completed cycles can be branched too.
   *
   * @param from null takes over all that is completed
   */
  default Open branch(CycleId branchId, @Nullable ComponentType from, Instant at) {
    List<Component> kept = new ArrayList<>();
    for (Component component : components()) {
      boolean before = from == null || component.type().compareTo(from) < 0;
      if (before && component instanceof Component.Completed) {
        kept.add(component);
      }
    }
    return new Open(branchId, sessionId(), id(), at, Components.of(kept));
  }

  /** Takes changes. */
  record Open(
      CycleId id,
      SessionId sessionId,
      @Nullable CycleId parentId,
      Instant createdAt,
      Components components)
      implements Cycle {

    public Open {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(sessionId, "sessionId");
      Objects.requireNonNull(createdAt, "createdAt");
      Objects.requireNonNull(components, "components");
    }

    /**
     * Begins a component.
     *
     * @throws ConflictException if it was begun before; names the types that can be started
     */
    public Component.InProgress start(ComponentType type, Instant at) {
      if (components.get(type) instanceof Component.NotStarted fresh) {
        return fresh.start(at);
      }
      throw conflict(
          type.wireName() + " was started before; branch the cycle to think it over again",
          "can be started",
          components.typesWhere(component -> component instanceof Component.NotStarted));
    }

    /**
     * Ends a component.
     *
     * @throws ConflictException if it is not in progress; names the types that can be completed
     */
    public Component.Completed complete(ComponentType type, Instant at) {
      if (components.get(type) instanceof Component.InProgress running) {
        return running.complete(at);
      }
      throw conflict(
          type.wireName() + " is not in progress",
          "can be completed",
          components.typesWhere(component -> component instanceof Component.InProgress));
    }

    /** This cycle with one component changed. */
    public Open with(Component changed) {
      return new Open(id, sessionId, parentId, createdAt, components.with(changed));
    }

    /**
     * Ends the cycle.
     *
     * @throws ConflictException if a component is still in progress; names them
     */
    public Completed complete(Instant at) {
      List<ComponentType> running =
          components.typesWhere(component -> component instanceof Component.InProgress);
      if (!running.isEmpty()) {
        throw new ConflictException(
            Reason.CYCLE_HAS_OPEN_COMPONENTS,
            "The cycle has components in progress; complete first: " + names(running) + ".",
            running);
      }
      return new Completed(id, sessionId, parentId, createdAt, at, components);
    }

    @Override
    public Open requireOpen() {
      return this;
    }

    private static ConflictException conflict(
        String what, String possible, List<ComponentType> allowed) {
      String choice = allowed.isEmpty() ? "none " + possible : possible + ": " + names(allowed);
      return new ConflictException(
          Reason.COMPONENT_STATE, "The component " + what + " (" + choice + ").", allowed);
    }

    private static String names(List<ComponentType> types) {
      return String.join(", ", types.stream().map(ComponentType::wireName).toList());
    }
  }

  /** Can be read and branched, takes no changes any more. */
  record Completed(
      CycleId id,
      SessionId sessionId,
      @Nullable CycleId parentId,
      Instant createdAt,
      Instant completedAt,
      Components components)
      implements Cycle {

    public Completed {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(sessionId, "sessionId");
      Objects.requireNonNull(createdAt, "createdAt");
      Objects.requireNonNull(completedAt, "completedAt");
      Objects.requireNonNull(components, "components");
    }

    @Override
    public Open requireOpen() {
      throw new ConflictException(
          Reason.CYCLE_COMPLETED,
          "The cycle is completed and takes no changes; branch it to go on.");
    }
  }
}
