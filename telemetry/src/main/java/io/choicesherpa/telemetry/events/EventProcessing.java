package io.choicesherpa.telemetry.events;

/** A handler's work on one event. */
@FunctionalInterface
public interface EventProcessing<X extends Exception> {

  /** Does the work; the event's trace, request id and user are current. */
  void process() throws X;
}
