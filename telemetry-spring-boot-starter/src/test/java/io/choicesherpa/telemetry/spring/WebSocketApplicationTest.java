package io.choicesherpa.telemetry.spring;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.telemetry.test.CapturedLine;
import io.choicesherpa.telemetry.test.CapturedSpan;
import io.choicesherpa.telemetry.test.TelemetryCapture;
import io.choicesherpa.telemetry.test.spring.AutoConfigureTelemetryCapture;
import io.opentelemetry.api.trace.SpanKind;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** WebSocket handlers of an application that has nothing but the starter. */
@SpringBootTest(
    classes = SocketApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"spring.application.name=rooms", "METRICS_BIND_ADDRESS=127.0.0.1"})
@AutoConfigureTelemetryCapture
class WebSocketApplicationTest {

  private static final String HANDSHAKE = "GET /rooms/{room}";
  private static final String MESSAGE = "websocket /rooms/{room}";

  @Autowired private TelemetryCapture telemetry;
  @LocalServerPort private int port;

  @AfterEach
  void everybodyHasLeft() {
    assertThat(telemetry)
        .within(ofSeconds(20), t -> t.metric("websocket_connections_active").hasValue(0));
  }

  @Test
  void message_isTheRootOfATraceLinkedToTheHandshake() throws Exception {
    try (SocketClient client = new SocketClient(port, "/rooms/7?user=u-1")) {
      client.send(telemetry.plant("what nobody else may read"));
      client.next();
    }

    assertThat(telemetry)
        .within(
            ofSeconds(20),
            t ->
                t.span(MESSAGE)
                    .isRoot()
                    .hasKind(SpanKind.SERVER)
                    .hasLinkTo(telemetry.span(HANDSHAKE))
                    .hasNotFailed()
                    .hasAttribute("network.protocol.name", "websocket")
                    .hasAttribute("websocket.message.type", "text")
                    .hasAttribute("http.route", "/rooms/{room}")
                    .hasAttribute("outcome", "ok")
                    .hasNoAttribute("url.path"));
    assertThat(telemetry.span(MESSAGE).traceId()).isNotEqualTo(telemetry.span(HANDSHAKE).traceId());
  }

  @Test
  void linesOfMessages_haveTheirTraceARequestIdOfTheirOwnAndTheHandshakesUser() throws Exception {
    try (SocketClient client = new SocketClient(port, "/rooms/7?user=u-1")) {
      client.send("one");
      client.next();
      client.next();
      client.send("two");
      client.next();
      client.next();
    }

    assertThat(telemetry)
        .within(
            ofSeconds(20),
            t -> {
              t.log().withMessage("A text came").hasCount(2).hasUserId("u-1").hasSessionId("s-1");
              t.log()
                  .withMessage("websocket message handled")
                  .withLevel(Level.INFO)
                  .hasCount(2)
                  .hasUserId("u-1")
                  .hasField("route", "/rooms/{room}")
                  .hasField("type", "text")
                  .hasField("outcome", "ok");
            });
    List<CapturedLine> lines = telemetry.assertThat().log().withMessage("A text came").lines();
    assertThat(lines)
        .extracting(CapturedLine::spanId)
        .containsExactlyElementsOf(
            telemetry.spans(MESSAGE).stream().map(CapturedSpan::spanId).toList());
    assertThat(lines)
        .extracting(line -> line.at("/request_id"))
        .doesNotHaveDuplicates()
        .doesNotContainNull();
  }

  @Test
  void linesOfComingAndGoing_haveTheContextOfTheHandshake() throws Exception {
    new SocketClient(port, "/rooms/7?user=u-1").close();

    assertThat(telemetry)
        .within(
            ofSeconds(20),
            t -> {
              for (String message : List.of("Somebody came", "Somebody left")) {
                t.log()
                    .withMessage(message)
                    .hasCount(1)
                    .hasUserId("u-1")
                    .hasTraceIdOf(telemetry.span(HANDSHAKE));
              }
            });
    assertThat(
            telemetry.logs().stream()
                .filter(
                    line ->
                        List.of("Somebody came", "Somebody left", "Request ended")
                            .contains(line.message()))
                .map(line -> line.at("/request_id"))
                .distinct())
        .hasSize(1)
        .doesNotContainNull();
  }

  @Test
  void failure_isOnTheSpanAndInALineAndStillReachesTheContainer() throws Exception {
    try (SocketClient client = new SocketClient(port, "/rooms/7?user=u-1")) {
      client.send("fail");

      assertThat(client.next()).isEqualTo("(closed 1011)");
    }

    assertThat(telemetry)
        .within(
            ofSeconds(20),
            t -> {
              t.span(MESSAGE)
                  .hasFailed()
                  .hasException(IllegalStateException.class)
                  .hasAttribute("outcome", "error");
              t.log()
                  .withMessage("websocket message failed")
                  .withLevel(Level.ERROR)
                  .hasCount(1)
                  .hasUserId("u-1")
                  .hasError(IllegalStateException.class)
                  .isInSpan(MESSAGE);
              t.log().withMessage("websocket message handled").hasField("outcome", "error");
            });
  }

  @Test
  void connectionsAndMessagesSent_areCounted() throws Exception {
    try (SocketClient first = new SocketClient(port, "/rooms/7?user=u-1");
        SocketClient second = new SocketClient(port, "/rooms/8?user=u-2")) {
      assertThat(telemetry)
          .within(ofSeconds(20), t -> t.metric("websocket_connections_active").hasValue(2));
      first.send("one");
      assertThat(first.next()).isEqualTo("from the container");
      assertThat(first.next()).isEqualTo("the same");
      second.send(new byte[] {1, 2, 3});
      assertThat(second.next()).isEqualTo("(bytes)");
    }

    assertThat(telemetry)
        .within(
            ofSeconds(20),
            t -> {
              t.metric("websocket_messages_sent_total").increasedBy(3);
              t.metric("websocket_connections_active").hasValue(0);
              t.log()
                  .withMessage("websocket message handled")
                  .withField("type", "binary")
                  .hasCount(1);
            });
  }

  @Test
  void handshake_refusedByAnInterceptor_hasItsRoute() throws Exception {
    assertThat(upgrade("/rooms/cellar?user=u-1")).isEqualTo(403);

    assertThat(telemetry)
        .within(
            ofSeconds(20),
            t -> {
              t.metric("http_requests_total")
                  .withLabels("method", "GET", "path", "/rooms/{room}", "status", "403")
                  .increasedBy(1);
              t.span(HANDSHAKE).hasAttribute("http.route", "/rooms/{room}");
              t.metric("websocket_connections_active").hasValue(0);
            });
  }

  @Test
  void handshake_refusedByAFilter_hasItsRoute() throws Exception {
    assertThat(upgrade("/rooms/7")).isEqualTo(401);

    assertThat(telemetry)
        .within(
            ofSeconds(20),
            t ->
                t.metric("http_requests_total")
                    .withLabels("method", "GET", "path", "/rooms/{room}", "status", "401")
                    .increasedBy(1));
  }

  @Test
  void sockJs_isTracedAndCountedLikeAnyOther() throws Exception {
    try (SocketClient client = new SocketClient(port, "/sockjs/000/abc/websocket?user=u-1")) {
      assertThat(client.next()).isEqualTo("o");
      client.send("[\"one\"]");
      assertThat(client.next()).isEqualTo("a[\"from the container\"]");
    }

    assertThat(telemetry)
        .within(
            ofSeconds(20),
            t -> {
              t.span("websocket /sockjs/**").hasLinkTo(telemetry.span("GET /sockjs/**"));
              t.log().withMessage("A text came").hasUserId("u-1").isInSpan("websocket /sockjs/**");
              t.metric("websocket_messages_sent_total").increasedBy(2);
              t.metric("websocket_connections_active").hasValue(0);
            });
  }

  /** The status of a handshake that is refused. */
  private int upgrade(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return SocketClient.HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
