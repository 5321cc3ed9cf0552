package io.choicesherpa.telemetry.metrics;

import com.sun.net.httpserver.HttpHandler;

/**
 * A route of the metrics listener that changes something. Its handler sees requests with the
 * listener's token alone, and closes its exchange. Called from several threads.
 */
public interface AdminRoute extends HttpHandler {

  /** Somebody asked without the token, or with a wrong one, and gets 401. */
  void refused();
}
