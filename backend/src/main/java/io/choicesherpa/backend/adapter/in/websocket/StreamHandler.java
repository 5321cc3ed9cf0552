package io.choicesherpa.backend.adapter.in.websocket;

import io.choicesherpa.backend.adapter.in.problem.BadRequestException;
import io.choicesherpa.backend.adapter.in.problem.Problem;
import io.choicesherpa.backend.adapter.in.problem.ProblemMapper;
import io.choicesherpa.backend.adapter.in.websocket.Connection.Opening;
import io.choicesherpa.backend.adapter.in.websocket.Frames.Incoming;
import io.choicesherpa.backend.adapter.in.websocket.Frames.SendMessageFrame;
import io.choicesherpa.telemetry.metrics.WebSocketMetrics;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/**
 * Takes the frames of all connections. Answers what is quick on the container's thread, and hands
 * messages over to {@link Workers}. A connection has one message answered at a time.
 */
final class StreamHandler extends TextWebSocketHandler implements SubProtocolCapable {

  /** Offered next to {@code bearer.<token>}, it is the one that is agreed on: {@value}. */
  static final String SUBPROTOCOL = "choice-sherpa.v1";

  private static final Logger log = LoggerFactory.getLogger(StreamHandler.class);
  private static final CloseStatus TOKEN_EXPIRED =
      CloseStatus.POLICY_VIOLATION.withReason("token expired");
  private static final CloseStatus TOO_SLOW =
      CloseStatus.SESSION_NOT_RELIABLE.withReason("client too slow");
  private static final Duration SEND_LIMIT = Duration.ofSeconds(10);

  private final Connections connections;
  private final Workers workers;
  private final MessageWork messageWork;
  private final Frames frames;
  private final WebSocketMetrics metrics;
  private final Clock clock;

  StreamHandler(
      Connections connections,
      Workers workers,
      MessageWork messageWork,
      Frames frames,
      WebSocketMetrics metrics,
      Clock clock) {
    this.connections = connections;
    this.workers = workers;
    this.messageWork = messageWork;
    this.frames = frames;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public List<String> getSubProtocols() {
    return List.of(SUBPROTOCOL);
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession session) {
    Opening opening = (Opening) session.getAttributes().get(Opening.ATTRIBUTE);
    Session nativeSession =
        session instanceof NativeWebSocketSession has ? has.getNativeSession(Session.class) : null;
    if (opening == null || nativeSession == null) {
      throw new IllegalStateException("connection without a handshake of ours");
    }
    RemoteEndpoint.Async remote = nativeSession.getAsyncRemote();
    remote.setSendTimeout(SEND_LIMIT.toMillis());
    Connection connection =
        new Connection(
            opening, new OutgoingQueue(remote, metrics.messagesSent(), () -> giveUp(session)));
    session.getAttributes().put(Connection.class.getName(), connection);
    connections.add(connection);
    Instant expiresAt = opening.tokenExpiresAt();
    if (expiresAt != null) {
      Duration left = Duration.between(clock.instant(), expiresAt);
      connection.expireBy(workers.later(left, () -> close(session, TOKEN_EXPIRED)));
    }
  }

  @Override
  protected void handleTextMessage(WebSocketSession session, TextMessage message) {
    Connection connection = connection(session);
    if (connection == null) {
      return;
    }
    // The container's thread may still be in the context of the handshake's request.
    try (Scope ignored =
        Context.root().with(Span.wrap(connection.opening().handshake())).makeCurrent()) {
      Incoming frame;
      try {
        frame = frames.read(message.getPayload());
      } catch (BadRequestException e) {
        connection.send(MessageWork.errorFrame(frames, ProblemMapper.map(e)));
        return;
      }
      if (frame instanceof SendMessageFrame send) {
        answer(connection, send.content());
      } else {
        connection.send(frames.pong());
      }
    }
  }

  private void answer(Connection connection, String text) {
    if (!connection.begin()) {
      refuse(
          connection,
          Problem.of(
              HttpStatus.CONFLICT,
              "message-in-progress",
              "The message before is still being answered."));
      return;
    }
    try {
      connection.workOn(workers.answer(() -> messageWork.answer(connection, text)));
    } catch (RejectedExecutionException e) {
      connection.end();
      refuse(
          connection,
          Problem.of(
                  HttpStatus.SERVICE_UNAVAILABLE,
                  "overloaded",
                  "Too many messages are being answered; try again soon.")
              .retryAfterSeconds(1));
    }
  }

  private void refuse(Connection connection, Problem problem) {
    connection.send(MessageWork.errorFrame(frames, problem));
  }

  @Override
  public void handleTransportError(WebSocketSession session, Throwable failure) {
    // Closed connections are everyday; that one is closed is told by the call that follows.
    log.atDebug().setCause(failure).log("websocket connection failed");
  }

  @Override
  public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
    Connection connection = connection(session);
    if (connection != null && connections.remove(connection)) {
      connection.close();
    }
  }

  private static @Nullable Connection connection(WebSocketSession session) {
    return (Connection) session.getAttributes().get(Connection.class.getName());
  }

  private void giveUp(WebSocketSession session) {
    log.atInfo().log("websocket client is too slow or gone; its connection is closed");
    close(session, TOO_SLOW);
  }

  private void close(WebSocketSession session, CloseStatus status) {
    // Closing writes to the network: never on the thread that noticed.
    try {
      var unused =
          workers.answer(
              () -> {
                try {
                  session.close(status);
                } catch (IOException e) {
                  log.atDebug().setCause(e).log("websocket connection was closed before");
                }
              });
    } catch (RejectedExecutionException e) {
      afterConnectionClosed(session, status);
    }
  }
}
