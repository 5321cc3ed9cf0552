package io.choicesherpa.backend.adapter.in.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Finds the token in {@code Authorization}, or, for browsers that open a WebSocket and cannot set
 * that header, in a subprotocol {@code bearer.<token>}. Never in the query, which ends up in logs.
 */
final class SocketTokenResolver implements BearerTokenResolver {

  static final String SUBPROTOCOL_PREFIX = "bearer.";

  private final BearerTokenResolver header = new DefaultBearerTokenResolver();

  @Override
  public @Nullable String resolve(HttpServletRequest request) {
    String token = header.resolve(request);
    if (token != null || !"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      return token;
    }
    for (String line : Collections.list(request.getHeaders("Sec-WebSocket-Protocol"))) {
      for (String protocol : List.of(line.split(",", -1))) {
        if (protocol.strip().startsWith(SUBPROTOCOL_PREFIX)) {
          return protocol.strip().substring(SUBPROTOCOL_PREFIX.length());
        }
      }
    }
    return null;
  }
}
