package io.choicesherpa.backend.domain;

import java.util.List;

/** The request is right in itself, and wrong for the state that the thing is in. */
public final class ConflictException extends DomainException {

  private static final long serialVersionUID = 1L;

  /** What stands in the way; the names are part of the API. */
  public enum Reason {
    SESSION_ARCHIVED,
    CYCLE_COMPLETED,
    CYCLE_HAS_OPEN_COMPONENTS,
    COMPONENT_STATE
  }

  private final Reason reason;
  private final transient List<String> allowed;

  ConflictException(Reason reason, String message, List<ComponentType> allowed) {
    super(message);
    this.reason = reason;
    this.allowed = allowed.stream().map(ComponentType::wireName).toList();
  }

  ConflictException(Reason reason, String message) {
    this(reason, message, List.of());
  }

  /** What stands in the way. */
  public Reason reason() {
    return reason;
  }

  /** The component types for which the same request would do; empty when no choice would help. */
  public List<String> allowed() {
    return allowed;
  }
}
