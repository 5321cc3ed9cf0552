package io.choicesherpa.telemetry.spring;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;
import org.springframework.web.socket.sockjs.transport.SockJsSession;

/**
 * A session that counts what is sent by it. It has whichever of Spring's interfaces the session
 * behind has, since handlers ask for them.
 */
class CountedSession extends WebSocketSessionDecorator {

  private final CounterDataPoint sent;

  private CountedSession(WebSocketSession session, CounterDataPoint sent) {
    super(session);
    this.sent = sent;
  }

  static CountedSession of(WebSocketSession session, CounterDataPoint sent) {
    if (session instanceof SockJsSession sockJs) {
      return session instanceof NativeWebSocketSession container
          ? new NativeSockJs(sockJs, container, sent)
          : new SockJs(sockJs, sent);
    }
    return session instanceof NativeWebSocketSession container
        ? new Native(container, sent)
        : new CountedSession(session, sent);
  }

  /** A message in parts is one; pings and pongs are none. */
  @Override
  public void sendMessage(WebSocketMessage<?> message) throws IOException {
    super.sendMessage(message);
    if ((message instanceof TextMessage || message instanceof BinaryMessage) && message.isLast()) {
      sent.inc();
    }
  }

  private static final class Native extends CountedSession implements NativeWebSocketSession {
    private final NativeWebSocketSession container;

    Native(NativeWebSocketSession container, CounterDataPoint sent) {
      super(container, sent);
      this.container = container;
    }

    @Override
    public Object getNativeSession() {
      return container.getNativeSession();
    }

    @Override
    public <T> @Nullable T getNativeSession(@Nullable Class<T> requiredType) {
      return container.getNativeSession(requiredType);
    }
  }

  private static class SockJs extends CountedSession implements SockJsSession {
    private final SockJsSession sockJs;

    SockJs(SockJsSession sockJs, CounterDataPoint sent) {
      super(sockJs, sent);
      this.sockJs = sockJs;
    }

    @Override
    public long getTimeSinceLastActive() {
      return sockJs.getTimeSinceLastActive();
    }

    @Override
    public void disableHeartbeat() {
      sockJs.disableHeartbeat();
    }
  }

  private static final class NativeSockJs extends SockJs implements NativeWebSocketSession {
    private final NativeWebSocketSession container;

    NativeSockJs(SockJsSession sockJs, NativeWebSocketSession container, CounterDataPoint sent) {
      super(sockJs, sent);
      this.container = container;
    }

    @Override
    public Object getNativeSession() {
      return container.getNativeSession();
    }

    @Override
    public <T> @Nullable T getNativeSession(@Nullable Class<T> requiredType) {
      return container.getNativeSession(requiredType);
    }
  }
}
