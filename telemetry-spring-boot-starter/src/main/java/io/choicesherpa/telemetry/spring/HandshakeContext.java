package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.servlet.RouteResolver;
import io.opentelemetry.context.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** Leaves with the connection what is current during its handshake. */
final class HandshakeContext implements HandshakeInterceptor {

  private final RouteResolver routes = new SpringMvcRoute();

  @Override
  public boolean beforeHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      Map<String, Object> attributes) {
    String route =
        request instanceof ServletServerHttpRequest servlet
            ? routes.route(servlet.getServletRequest())
            : null;
    attributes.put(SocketConnection.ATTRIBUTE, new SocketConnection(Context.current(), route));
    return true;
  }

  @Override
  public void afterHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      @Nullable Exception failure) {
    // The request's own line tells how it went.
  }
}
