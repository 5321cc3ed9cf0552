package io.choicesherpa.telemetry.spring;

import io.choicesherpa.telemetry.metrics.WebSocketMetrics;
import io.choicesherpa.telemetry.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import io.opentelemetry.semconv.HttpAttributes;
import io.opentelemetry.semconv.NetworkAttributes;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;

/**
 * Makes each message that a handler takes a unit of work: root of its own trace, linked to the
 * request that opened the connection, with a request id of its own and one line in the log when it
 * ends. The handler's other calls run in the context of that request.
 *
 * <p>What the handler throws is told and thrown on unchanged. Of a message nothing but its form is
 * recorded. Thread-safe.
 */
final class TracedWebSocketHandler extends WebSocketHandlerDecorator {

  private static final Logger LOG = LoggerFactory.getLogger(TracedWebSocketHandler.class);

  private final Supplier<Tracing> tracing;
  private final Supplier<@Nullable WebSocketMetrics> metrics;
  private final LongSupplier nanoTime;

  /**
   * Traces {@code handler}.
   *
   * @param metrics gives null where the application counts by itself
   */
  TracedWebSocketHandler(
      WebSocketHandler handler,
      Supplier<Tracing> tracing,
      Supplier<@Nullable WebSocketMetrics> metrics,
      LongSupplier nanoTime) {
    super(handler);
    this.tracing = tracing;
    this.metrics = metrics;
    this.nanoTime = nanoTime;
  }

  /** A call of the handler. */
  private interface Call {
    void run() throws Exception;
  }

  /** Told, in the call's context, how it ended. */
  private interface End {
    void ended(@Nullable Throwable failure);
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession session) throws Exception {
    SocketConnection connection = SocketConnection.of(session);
    WebSocketMetrics counting = metrics.get();
    if (counting != null) {
      connection.countBy(counting, session);
    }
    inHandshake(connection, () -> super.afterConnectionEstablished(connection.shown(session)));
  }

  @Override
  public void handleMessage(WebSocketSession session, WebSocketMessage<?> message)
      throws Exception {
    SocketConnection connection = SocketConnection.of(session);
    Call call = () -> super.handleMessage(connection.shown(session), message);
    if (message instanceof TextMessage) {
      inSpan(connection, "text", call);
    } else if (message instanceof BinaryMessage) {
      inSpan(connection, "binary", call);
    } else {
      inHandshake(connection, call);
    }
  }

  @Override
  public void handleTransportError(WebSocketSession session, Throwable failure) throws Exception {
    SocketConnection connection = SocketConnection.of(session);
    inHandshake(connection, () -> super.handleTransportError(connection.shown(session), failure));
  }

  @Override
  public void afterConnectionClosed(WebSocketSession session, CloseStatus status) throws Exception {
    SocketConnection connection = SocketConnection.of(session);
    connection.closed();
    inHandshake(connection, () -> super.afterConnectionClosed(connection.shown(session), status));
  }

  private static void inHandshake(SocketConnection connection, Call call) throws Exception {
    run(
        connection.context(),
        call,
        failure -> {
          if (failure != null) {
            LOG.atError().setCause(failure).log("websocket handler failed");
          }
        });
  }

  private void inSpan(SocketConnection connection, String type, Call call) throws Exception {
    long startNanos = nanoTime.getAsLong();
    Span span = span(connection, type);
    run(
        connection.messageContext(span),
        call,
        failure -> {
          String outcome = failure == null ? "ok" : "error";
          span.setAttribute("outcome", outcome);
          if (failure != null) {
            Tracing.recordFailure(span, failure);
            LOG.atError().setCause(failure).log("websocket message failed");
          }
          LOG.atInfo()
              .addKeyValue("route", connection.route())
              .addKeyValue("type", type)
              .addKeyValue("outcome", outcome)
              .addKeyValue("duration_ms", (nanoTime.getAsLong() - startNanos) / 1e6)
              .log("websocket message handled");
          span.end();
        });
  }

  private Span span(SocketConnection connection, String type) {
    String route = connection.route();
    SpanBuilder span =
        tracing
            .get()
            .tracer()
            .spanBuilder("websocket " + (route == null ? "message" : route))
            .setNoParent()
            .setSpanKind(SpanKind.SERVER)
            .setAttribute(NetworkAttributes.NETWORK_PROTOCOL_NAME, "websocket")
            .setAttribute("websocket.message.type", type);
    if (route != null) {
      span.setAttribute(HttpAttributes.HTTP_ROUTE, route);
    }
    if (connection.handshake().isValid()) {
      span.addLink(connection.handshake());
    }
    return span.startSpan();
  }

  /** Whatever the handler left current, the thread is afterwards as it was before. */
  private static void run(Context context, Call call, End end) throws Exception {
    Context before = Context.current();
    Throwable failure = null;
    try (Scope ignored = context.makeCurrent()) {
      call.run();
    } catch (Throwable t) {
      failure = t;
      throw t;
    } finally {
      restore(before);
      try (Scope ignored = context.makeCurrent()) {
        end.ended(failure);
      }
    }
  }

  /** A scope that the application has left open keeps those around it from closing. */
  private static void restore(Context before) {
    if (Context.current() != before) {
      var unused = ContextStorage.get().attach(before);
    }
  }
}
