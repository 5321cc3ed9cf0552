package io.choicesherpa.telemetry.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the few paths that there are, and refuses the rest. */
final class MetricsEndpoint implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(MetricsEndpoint.class);
  private static final int NO_BODY = -1;

  private final HttpHandler metrics;
  private final Map<String, AdminRoute> adminRoutes;
  private final BearerToken token;

  MetricsEndpoint(HttpHandler metrics, Map<String, AdminRoute> adminRoutes, BearerToken token) {
    this.metrics = metrics;
    // Without a token anyone who can reach the port could change things.
    this.adminRoutes = token.isAsked() ? Map.copyOf(adminRoutes) : Map.of();
    this.token = token;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    // The server matches contexts by prefix, hence the comparison here.
    String path = exchange.getRequestURI().getPath();
    AdminRoute admin = adminRoutes.get(path);
    if (admin == null && !path.equals(MetricsServer.PATH)) {
      refuse(exchange, 404);
    } else if (!token.allows(exchange.getRequestHeaders().getFirst("Authorization"))) {
      if (admin != null) {
        LOG.atWarn()
            .addKeyValue("path", path)
            .log("Admin request refused: no token, or a wrong one");
        admin.refused();
      }
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
      refuse(exchange, 401);
    } else if (admin != null) {
      admin.handle(exchange);
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
