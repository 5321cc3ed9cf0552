package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.context.RequestContext;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** Has WebSocket handlers and knows nothing of telemetry; its configuration is a final class. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
@EnableWebSocket
final class SocketApplication implements WebSocketConfigurer {

  private static final Logger LOG = LoggerFactory.getLogger(SocketApplication.class);

  @Override
  public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
    registry.addHandler(new Room(), "/rooms/{room}").addInterceptors(new Doorkeeper());
    registry.addHandler(new Room(), "/sockjs").withSockJS();
  }

  /** Knows the user before the handshake, and refuses who has none. */
  @Bean
  Filter users() {
    return (request, response, chain) -> {
      String user = request.getParameter("user");
      RequestContext context = RequestContext.current();
      if (user == null) {
        ((HttpServletResponse) response).setStatus(401);
        return;
      }
      if (context != null) {
        context.setUserId(user);
        context.setSessionId("s-1");
      }
      chain.doFilter(request, response);
    };
  }

  private static final class Doorkeeper implements HandshakeInterceptor {
    @Override
    public boolean beforeHandshake(
        ServerHttpRequest request,
        ServerHttpResponse response,
        WebSocketHandler handler,
        Map<String, Object> attributes) {
      boolean refused = request.getURI().getPath().endsWith("/cellar");
      if (refused) {
        response.setStatusCode(HttpStatus.FORBIDDEN);
      }
      return !refused;
    }

    @Override
    public void afterHandshake(
        ServerHttpRequest request,
        ServerHttpResponse response,
        WebSocketHandler handler,
        @Nullable Exception failure) {}
  }

  private static final class Room extends AbstractWebSocketHandler {
    private final Set<WebSocketSession> visitors = ConcurrentHashMap.newKeySet();

    @Override
    public void afterConnectionEstablished(WebSocketSession session) {
      visitors.add(session);
      LOG.info("Somebody came");
    }

    @Override
    protected void handleTextMessage(WebSocketSession session, TextMessage message)
        throws Exception {
      LOG.info("A text came");
      if (message.getPayload().startsWith("fail")) {
        throw new IllegalStateException("no such thing");
      }
      boolean ofContainer = session instanceof NativeWebSocketSession;
      session.sendMessage(new TextMessage(ofContainer ? "from the container" : "from elsewhere"));
      session.sendMessage(new TextMessage(visitors.contains(session) ? "the same" : "another"));
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message)
        throws Exception {
      session.sendMessage(new BinaryMessage(new byte[] {1}));
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
      LOG.info(visitors.remove(session) ? "Somebody left" : "Somebody unknown left");
    }
  }
}
