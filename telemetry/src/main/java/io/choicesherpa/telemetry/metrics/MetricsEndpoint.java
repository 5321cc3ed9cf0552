package io.choicesherpa.telemetry.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;

/** Answers the one path that there is, and refuses the rest. */
final class MetricsEndpoint implements HttpHandler {

  private static final int NO_BODY = -1;

  private final HttpHandler metrics;
  private final BearerToken token;

  MetricsEndpoint(HttpHandler metrics, BearerToken token) {
    this.metrics = metrics;
    this.token = token;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    // The server matches contexts by prefix, hence the comparison here.
    if (!exchange.getRequestURI().getPath().equals(MetricsServer.PATH)) {
      refuse(exchange, 404);
    } else if (!token.allows(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
      refuse(exchange, 401);
    } else if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      refuse(exchange, 405);
    } else {
      metrics.handle(exchange);
    }
  }

  private static void refuse(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, NO_BODY);
    }
  }
}
