package io.choicesherpa.backend.application.service;

import io.choicesherpa.backend.application.port.out.AuditAccess;
import io.choicesherpa.backend.application.port.out.AuditSpending;
import io.choicesherpa.backend.application.port.out.CompleteWithAi;
import io.choicesherpa.backend.application.port.out.Conversations;
import io.choicesherpa.backend.application.port.out.Cycles;
import io.choicesherpa.backend.application.port.out.LimitRate;
import io.choicesherpa.backend.application.port.out.Messages;
import io.choicesherpa.backend.application.port.out.PublishEvent;
import io.choicesherpa.backend.application.port.out.RecordJourney;
import io.choicesherpa.backend.application.port.out.RunInTransaction;
import io.choicesherpa.backend.application.port.out.Sessions;
import io.choicesherpa.telemetry.tracing.Tracing;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All that the use cases need from outside.
 *
 * @param clock no finer than what the store keeps, so that what is said now equals what is read
 *     back later
 * @param newIds gives an id that nothing else has, at every call
 */
public record Ports(
    Sessions sessions,
    Cycles cycles,
    Conversations conversations,
    Messages messages,
    RunInTransaction transaction,
    PublishEvent events,
    RecordJourney journey,
    AuditAccess audit,
    AuditSpending spending,
    LimitRate rateLimit,
    CompleteWithAi ai,
    Tracing tracing,
    Clock clock,
    Supplier<UUID> newIds) {

  /**
   * Changes something: in a span, in one transaction.
   *
   * @param spanName the use case's name, such as {@code create_session}
   * @param told hears of the result once it is committed, still inside the span; for the log line
   */
  <T> T change(String spanName, Supplier<T> body, Consumer<T> told) {
    return tracing.call(
        spanName,
        span -> {
          T result = transaction.call(body);
          told.accept(result);
          return result;
        });
  }
}
