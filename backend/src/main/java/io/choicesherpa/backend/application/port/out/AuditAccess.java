package io.choicesherpa.backend.application.port.out;

import io.choicesherpa.backend.domain.UserId;

/** Puts on record who reached for what is not theirs. */
public interface AuditAccess {

  /**
   * Records one refused access.
   *
   * @param resourceType lower-case name of the kind, e.g. {@code session}
   */
  void denied(UserId actor, String resourceType, String resourceId);
}
