package io.choicesherpa.telemetry.spring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.InstantiationAwareBeanPostProcessor;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.handler.ExceptionWebSocketHandlerDecorator;
import org.springframework.web.socket.handler.LoggingWebSocketHandlerDecorator;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.socket.sockjs.SockJsService;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;
import org.springframework.web.socket.sockjs.transport.TransportHandlingSockJsService;

/**
 * Decorates the application's WebSocket handlers where they are mapped to their paths, before the
 * mapping reads its table. The application's own beans stay as they are.
 *
 * <p>Left alone are handlers behind a request handler of the application's own class, and those of
 * STOMP, whose frames are work of its channels' threads.
 */
final class WebSocketMappings implements InstantiationAwareBeanPostProcessor {

  /** Its classes cannot be named here: they want {@code spring-messaging}. */
  private static final String STOMP = "org.springframework.web.socket.messaging.";

  private final UnaryOperator<WebSocketHandler> traced;

  WebSocketMappings(UnaryOperator<WebSocketHandler> traced) {
    this.traced = traced;
  }

  @Override
  public boolean postProcessAfterInstantiation(Object bean, String beanName) {
    if (bean instanceof SimpleUrlHandlerMapping mapping) {
      Map<String, Object> handlers = new LinkedHashMap<>(mapping.getUrlMap());
      handlers.replaceAll((path, handler) -> decorated(handler));
      mapping.setUrlMap(handlers);
    }
    return true;
  }

  private Object decorated(Object handler) {
    if (handler.getClass() == WebSocketHttpRequestHandler.class) {
      WebSocketHttpRequestHandler plain = (WebSocketHttpRequestHandler) handler;
      WebSocketHandler own = applicationsOwn(plain.getWebSocketHandler());
      return own == null ? plain : decorated(plain, own);
    }
    if (handler.getClass() == SockJsHttpRequestHandler.class) {
      SockJsHttpRequestHandler sockJs = (SockJsHttpRequestHandler) handler;
      WebSocketHandler own = applicationsOwn(sockJs.getWebSocketHandler());
      return own == null ? sockJs : decorated(sockJs.getSockJsService(), own);
    }
    return handler;
  }

  private WebSocketHttpRequestHandler decorated(
      WebSocketHttpRequestHandler plain, WebSocketHandler own) {
    WebSocketHttpRequestHandler decorated =
        new WebSocketHttpRequestHandler(traced.apply(own), plain.getHandshakeHandler());
    decorated.setHandshakeInterceptors(withContext(plain.getHandshakeInterceptors()));
    return decorated;
  }

  private SockJsHttpRequestHandler decorated(SockJsService service, WebSocketHandler own) {
    if (service instanceof TransportHandlingSockJsService handling) {
      handling.setHandshakeInterceptors(withContext(handling.getHandshakeInterceptors()));
    }
    return new SockJsHttpRequestHandler(service, traced.apply(own));
  }

  /** Last, so that what another interceptor refuses is no connection. */
  private static List<HandshakeInterceptor> withContext(List<HandshakeInterceptor> interceptors) {
    List<HandshakeInterceptor> all = new ArrayList<>(interceptors);
    // One SockJS service may stand behind several paths.
    all.removeIf(HandshakeContext.class::isInstance);
    all.add(new HandshakeContext());
    return all;
  }

  /**
   * What is inside of Spring's own two decorators, which are put around anew. The outer one keeps
   * what a handler throws to itself.
   */
  private static @Nullable WebSocketHandler applicationsOwn(WebSocketHandler handler) {
    if (handler instanceof ExceptionWebSocketHandlerDecorator outer
        && outer.getDelegate() instanceof LoggingWebSocketHandlerDecorator inner
        && !WebSocketHandlerDecorator.unwrap(inner).getClass().getName().startsWith(STOMP)) {
      return inner.getDelegate();
    }
    return null;
  }
}
