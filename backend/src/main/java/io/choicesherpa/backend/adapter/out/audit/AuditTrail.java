package io.choicesherpa.backend.adapter.out.audit;

import io.choicesherpa.backend.application.port.out.AuditAccess;
import io.choicesherpa.backend.application.port.out.AuditSpending;
import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.UserId;
import io.choicesherpa.telemetry.audit.AuditEvent;
import io.choicesherpa.telemetry.audit.AuditLog;
import io.choicesherpa.telemetry.audit.AuditOutcome;

final class AuditTrail implements AuditAccess, AuditSpending {

  private final AuditLog log;

  AuditTrail(AuditLog log) {
    this.log = log;
  }

  @Override
  public void denied(UserId actor, String resourceType, String resourceId) {
    log.record(
        new AuditEvent(
            resourceType + ".access",
            AuditOutcome.DENIED,
            actor.value(),
            resourceType,
            resourceId));
  }

  @Override
  public void completion(UserId actor, ConversationId conversation, boolean answered) {
    log.record(
        new AuditEvent(
            "ai.completion",
            answered ? AuditOutcome.SUCCESS : AuditOutcome.FAILURE,
            actor.value(),
            "conversation",
            conversation.toString()));
  }
}
