package io.choicesherpa.telemetry.events;

import java.util.Map;

/** Sends one event to the bus. */
@FunctionalInterface
public interface EventAction<X extends Exception> {

  /**
   * Sends it.
   *
   * @param headers {@code traceparent} and its companions, to be put on the message
   */
  void send(Map<String, String> headers) throws X;
}
