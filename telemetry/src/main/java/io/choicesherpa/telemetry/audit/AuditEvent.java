package io.choicesherpa.telemetry.audit;

import org.jspecify.annotations.Nullable;

/**
 * One act that concerns security or money.
 *
 * @param action what was done, in a closed vocabulary such as {@code session.read}; not blank
 * @param actorUserId the opaque id of who did it; null for the system itself or someone unknown
 * @param resourceType what kind of thing it was done to; null if to none
 * @param resourceId which one; null if there is none
 */
public record AuditEvent(
    String action,
    AuditOutcome outcome,
    @Nullable String actorUserId,
    @Nullable String resourceType,
    @Nullable String resourceId) {

  /**
   * @throws IllegalArgumentException if the action is blank
   */
  public AuditEvent {
    if (action.isBlank()) {
      throw new IllegalArgumentException("blank audit action");
    }
  }
}
