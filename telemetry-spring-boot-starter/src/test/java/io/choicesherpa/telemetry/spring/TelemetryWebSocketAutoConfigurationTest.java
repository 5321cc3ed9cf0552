package io.choicesherpa.telemetry.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.choicesherpa.telemetry.metrics.WebSocketMetrics;
import io.choicesherpa.telemetry.test.TelemetryCapture;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.http.HttpHeaders;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.standard.StandardWebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.messaging.SubProtocolWebSocketHandler;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

class TelemetryWebSocketAutoConfigurationTest {

  private static final AutoConfigurations CONFIGURATIONS =
      AutoConfigurations.of(
          TelemetryAutoConfiguration.class, TelemetryWebSocketAutoConfiguration.class);
  private static final String[] QUIET = {"OTLP_ENDPOINT=none", "METRICS_PORT=0"};

  private WebSocketHandler handler = new TextWebSocketHandler();
  private final WebApplicationContextRunner runner =
      new WebApplicationContextRunner()
          .withConfiguration(CONFIGURATIONS)
          .withPropertyValues(QUIET)
          .withBean(SimpleUrlHandlerMapping.class, this::mapping);

  private SimpleUrlHandlerMapping mapping() {
    return new SimpleUrlHandlerMapping(Map.of("/rooms", new WebSocketHttpRequestHandler(handler)));
  }

  private static WebSocketHandler mapped(SimpleUrlHandlerMapping mapping) {
    Object handler = Objects.requireNonNull(mapping.getHandlerMap().get("/rooms"));
    return ((WebSocketHttpRequestHandler) handler).getWebSocketHandler();
  }

  private static boolean isTraced(WebSocketHandler handler) {
    return handler instanceof TracedWebSocketHandler
        || (handler instanceof WebSocketHandlerDecorator decorator
            && isTraced(decorator.getDelegate()));
  }

  @Test
  void handler_mapped_isTracedAndFoundByUnwrapping() {
    runner.run(
        context -> {
          WebSocketHandler mapped = mapped(context.getBean(SimpleUrlHandlerMapping.class));
          assertThat(isTraced(mapped)).isTrue();
          assertThat(WebSocketHandlerDecorator.unwrap(mapped)).isSameAs(handler);
        });
  }

  @Test
  void handler_ofStomp_isLeftAlone() {
    handler =
        new SubProtocolWebSocketHandler(
            new ExecutorSubscribableChannel(), new ExecutorSubscribableChannel());
    runner.run(
        context ->
            assertThat(isTraced(mapped(context.getBean(SimpleUrlHandlerMapping.class)))).isFalse());
  }

  @Test
  void handler_switchedOff_isLeftAlone() {
    for (String off : new String[] {"telemetry.websocket.enabled", "telemetry.enabled"}) {
      runner
          .withPropertyValues(off + "=false")
          .run(
              context ->
                  assertThat(isTraced(mapped(context.getBean(SimpleUrlHandlerMapping.class))))
                      .isFalse());
    }
  }

  @Test
  void classPath_withoutWebSocket_isLeftAlone() {
    new WebApplicationContextRunner()
        .withConfiguration(CONFIGURATIONS)
        .withPropertyValues(QUIET)
        .withClassLoader(new FilteredClassLoader("org.springframework.web.socket"))
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(TelemetryWebSocketAutoConfiguration.class));
  }

  @Test
  void application_withoutWeb_isLeftAlone() {
    new ApplicationContextRunner()
        .withConfiguration(CONFIGURATIONS)
        .withPropertyValues(QUIET)
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(TelemetryWebSocketAutoConfiguration.class));
  }

  @Test
  void connections_areCountedUnlessABeanOfTheApplicationHasTheMetrics() {
    runner.run(
        context -> {
          WebSocketSession session = session();
          mapped(context.getBean(SimpleUrlHandlerMapping.class))
              .afterConnectionEstablished(session);
          assertThat(context.getBean(WebSocketMetrics.class).connectionsActive().get())
              .isEqualTo(1);
        });
    runner
        .withBean(OwnCounts.class)
        .run(
            context -> {
              mapped(context.getBean(SimpleUrlHandlerMapping.class))
                  .afterConnectionEstablished(session());
              assertThat(context.getBean(WebSocketMetrics.class).connectionsActive().get())
                  .isZero();
            });
  }

  @Test
  void message_whateverTheHandlerLeavesOrThrows_theThreadIsAsBefore() throws Exception {
    IOException thrown = new IOException("part of the test");
    WebSocketHandler careless =
        new TextWebSocketHandler() {
          @Override
          @SuppressWarnings("MustBeClosedChecker") // that it is not closed is the point
          protected void handleTextMessage(WebSocketSession session, TextMessage message)
              throws IOException {
            var unused = Context.current().with(ContextKey.named("left"), "behind").makeCurrent();
            throw thrown;
          }
        };
    try (TelemetryCapture telemetry = TelemetryCapture.start()) {
      WebSocketHandler traced =
          new TracedWebSocketHandler(careless, telemetry::tracing, () -> null, System::nanoTime);
      Context before = Context.root().with(ContextKey.named("before"), "here");
      try (Scope ignored = before.makeCurrent()) {
        assertThatThrownBy(() -> traced.handleMessage(session(), new TextMessage("one")))
            .isSameAs(thrown);

        assertThat(Context.current()).isSameAs(before);
      }
      assertThat(Span.current().getSpanContext().isValid()).isFalse();
      assertThat(telemetry).span("websocket message").isRoot().hasFailed();
      assertThat(telemetry)
          .log()
          .withMessage("websocket message failed")
          .isInSpan("websocket message");
    }
  }

  private static WebSocketSession session() {
    return new StandardWebSocketSession(new HttpHeaders(), Map.of(), null, null);
  }

  /** Counts for itself. */
  record OwnCounts(WebSocketMetrics metrics) {}
}
