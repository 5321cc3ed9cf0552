package io.choicesherpa.telemetry.http;

import org.jspecify.annotations.Nullable;

/**
 * What the telemetry needs to see of a request; a framework's adapter is a thin view on its own.
 */
public interface HttpServerRequest {

  /** The method as sent, such as {@code GET}. */
  String method();

  /** The path as sent, without the query. Goes to the span only. */
  String path();

  /** {@code http} or {@code https}. */
  String scheme();

  /** The host that the client asked for, without its port; null when unknown. */
  @Nullable String serverAddress();

  /** The port that the client asked for; 0 or less when unknown. */
  int serverPort();

  /** Such as {@code 1.1} or {@code 2}; null when unknown. */
  @Nullable String protocolVersion();

  /** The first value of a header, whatever the case of its name; null when it was not sent. */
  @Nullable String header(String name);

  /**
   * All values of a header in the order of sending; empty when it was not sent. W3C allows {@code
   * tracestate} and {@code baggage} to be spread over several.
   */
  Iterable<String> headers(String name);
}
