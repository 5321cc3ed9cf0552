package io.choicesherpa.console.store;

import java.util.List;
import java.util.Map;

/**
 * Errors of one kind.
 *
 * @param fingerprint what they share
 * @param type the exception's class; empty when it was none
 * @param message of the newest
 * @param logger of the newest
 * @param count how many are held
 * @param firstNanos time of the earliest held, epoch nanoseconds
 * @param lastNanos time of the newest
 * @param services how many each service has
 * @param traceIds of the newest, latest first
 * @param newest names the newest record
 */
public record ErrorGroup(
    String fingerprint,
    String type,
    String message,
    String logger,
    long count,
    long firstNanos,
    long lastNanos,
    Map<String, Long> services,
    List<TraceId> traceIds,
    LogId newest) {

  /** Copies the collections. */
  public ErrorGroup {
    services = Map.copyOf(services);
    traceIds = List.copyOf(traceIds);
  }
}
