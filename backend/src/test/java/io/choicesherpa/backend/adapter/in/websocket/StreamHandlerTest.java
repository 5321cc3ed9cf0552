package io.choicesherpa.backend.adapter.in.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.choicesherpa.backend.adapter.in.security.Actor;
import io.choicesherpa.backend.adapter.in.websocket.Connection.Opening;
import io.choicesherpa.backend.domain.ConversationId;
import io.choicesherpa.backend.domain.Tier;
import io.choicesherpa.backend.domain.UserId;
import io.choicesherpa.telemetry.metrics.WebSocketMetrics;
import io.choicesherpa.telemetry.test.TelemetryCapture;
import io.opentelemetry.api.trace.SpanContext;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.adapter.NativeWebSocketSession;

class StreamHandlerTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final TelemetryCapture telemetry = TelemetryCapture.start();
  private final WebSocketMetrics metrics = new WebSocketMetrics(telemetry.metrics());
  private final Workers workers = new Workers(4);
  private final Frames frames = new Frames();
  private final StreamHandler handler =
      new StreamHandler(
          new Connections(frames, metrics.connectionsActive()),
          workers,
          new MessageWork(
              (command, chunks) -> {
                throw new IllegalStateException("no message was expected");
              },
              frames,
              telemetry.tracing(),
              System::nanoTime),
          frames,
          metrics,
          Clock.fixed(NOW, ZoneOffset.UTC));

  @AfterEach
  void stop() {
    workers.close();
    telemetry.close();
  }

  @Test
  void connection_endsWithItsToken() throws Exception {
    NativeWebSocketSession session = session(NOW.plusMillis(50));

    handler.afterConnectionEstablished(session);

    verify(session, timeout(10_000))
        .close(
            argThat(
                status ->
                    status.getCode() == CloseStatus.POLICY_VIOLATION.getCode()
                        && "token expired".equals(status.getReason())));
  }

  @Test
  void connectionThatIsClosed_isForgottenOnce() {
    NativeWebSocketSession session = session(null);
    handler.afterConnectionEstablished(session);
    assertThat(metrics.connectionsActive().get()).isEqualTo(1);

    handler.afterConnectionClosed(session, CloseStatus.NORMAL);
    handler.afterConnectionClosed(session, CloseStatus.NORMAL);

    assertThat(metrics.connectionsActive().get()).isZero();
  }

  private static NativeWebSocketSession session(@Nullable Instant tokenExpiresAt) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put(
        Opening.ATTRIBUTE,
        new Opening(
            new Actor(new UserId("user-1"), Tier.FREE),
            new ConversationId(UUID.randomUUID()),
            SpanContext.getInvalid(),
            tokenExpiresAt));
    Session nativeSession = mock(Session.class);
    when(nativeSession.getAsyncRemote()).thenReturn(mock(RemoteEndpoint.Async.class));
    NativeWebSocketSession session = mock(NativeWebSocketSession.class);
    when(session.getAttributes()).thenReturn(attributes);
    when(session.getNativeSession(Session.class)).thenReturn(nativeSession);
    return session;
  }
}
