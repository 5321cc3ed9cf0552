package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.context.RequestContext;
import io.choicesherpa.telemetry.metrics.WebSocketMetrics;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.WebSocketSession;

/** What is known of one WebSocket connection from its handshake on. Thread-safe. */
final class SocketConnection {

  /** The name of the session attribute that holds it. */
  static final String ATTRIBUTE = SocketConnection.class.getName();

  private final SpanContext handshake;
  private final @Nullable RequestContext request;
  private final @Nullable String route;

  // Guarded by this.
  private @Nullable CountedSession counted;
  private @Nullable WebSocketMetrics countedBy;

  /**
   * Keeps the ids of the handshake, and nothing else of its request.
   *
   * @param handshake what is current during the handshake
   * @param route the template that the path matched, or null when that is not known
   */
  SocketConnection(Context handshake, @Nullable String route) {
    this.handshake = Span.fromContext(handshake).getSpanContext();
    this.request = RequestContext.from(handshake);
    this.route = route;
  }

  /** The connection of {@code session}; one without a handshake where there was none of ours. */
  static SocketConnection of(WebSocketSession session) {
    return (SocketConnection)
        session
            .getAttributes()
            .computeIfAbsent(ATTRIBUTE, name -> new SocketConnection(Context.root(), null));
  }

  /** The span of the request that opened the connection, invalid when there was none. */
  SpanContext handshake() {
    return handshake;
  }

  @Nullable String route() {
    return route;
  }

  /** Where what belongs to the connection and to no message happens: the handshake's ids. */
  Context context() {
    Context context = Context.root().with(Span.wrap(handshake));
    return request == null ? context : request.storeIn(context);
  }

  /** Where one message is handled: a request id of its own, the handshake's user and session. */
  Context messageContext(Span span) {
    RequestContext message = RequestContext.create(UUID.randomUUID().toString());
    String user = request == null ? null : request.userId();
    if (user != null) {
      message.setUserId(user);
    }
    String session = request == null ? null : request.sessionId();
    if (session != null) {
      message.setSessionId(session);
    }
    return message.storeIn(Context.root().with(span));
  }

  /** Counts the connection, and from now on what is sent to it. */
  synchronized void countBy(WebSocketMetrics metrics, WebSocketSession session) {
    if (countedBy == null) {
      countedBy = metrics;
      counted = CountedSession.of(session, metrics.messagesSent());
      metrics.connectionsActive().inc();
    }
  }

  /** What the handler sees of {@code session}: the same object each time. */
  synchronized WebSocketSession shown(WebSocketSession session) {
    return counted != null && counted.getDelegate() == session ? counted : session;
  }

  /** Counts the connection no longer, however often that is said. */
  synchronized void closed() {
    if (countedBy != null) {
      countedBy.connectionsActive().dec();
      countedBy = null;
    }
  }
}
