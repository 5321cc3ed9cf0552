package io.choicesherpa.backend.adapter.in.websocket;

import io.choicesherpa.backend.adapter.in.problem.ProblemWriter;
import io.choicesherpa.backend.application.port.in.SendMessage;
import io.choicesherpa.backend.application.port.in.ViewConversation;
import io.choicesherpa.telemetry.metrics.WebSocketMetrics;
import io.choicesherpa.telemetry.tracing.Tracing;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/** Wires the WebSocket. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
public class StreamConfiguration {

  private static final String PATH = "/api/conversations/{id}/stream";

  /** Holds the longest message with every character escaped, as for requests: {@value}. */
  static final int MAX_FRAME_CHARS = 64 * 1024;

  private static final Duration IDLE_LIMIT = Duration.ofMinutes(5);
  private static final int MAX_CONCURRENT_MESSAGES = 64;

  @Bean
  Frames webSocketFrames() {
    return new Frames();
  }

  @Bean
  Connections webSocketConnections(Frames frames, WebSocketMetrics metrics) {
    return new Connections(frames, metrics.connectionsActive());
  }

  @Bean
  Workers webSocketWorkers() {
    return new Workers(MAX_CONCURRENT_MESSAGES);
  }

  @Bean
  StreamHandler streamHandler(
      Connections connections,
      Workers workers,
      Frames frames,
      SendMessage sendMessage,
      Tracing tracing,
      WebSocketMetrics metrics,
      Clock clock) {
    return new StreamHandler(
        connections,
        workers,
        new MessageWork(sendMessage, frames, tracing, System::nanoTime),
        frames,
        metrics,
        clock);
  }

  /** Tokens do not travel by themselves as cookies do, so a connection may come from any page. */
  @Bean
  WebSocketConfigurer streamEndpoint(
      StreamHandler handler, ViewConversation viewConversation, ProblemWriter problems) {
    return registry ->
        registry
            .addHandler(handler, PATH)
            .addInterceptors(new Handshake(viewConversation, problems))
            .setAllowedOriginPatterns("*");
  }

  @Bean
  ServletServerContainerFactoryBean webSocketContainer() {
    ServletServerContainerFactoryBean container = new ServletServerContainerFactoryBean();
    container.setMaxTextMessageBufferSize(MAX_FRAME_CHARS);
    container.setMaxBinaryMessageBufferSize(1);
    container.setMaxSessionIdleTimeout(IDLE_LIMIT.toMillis());
    return container;
  }
}
