package io.choicesherpa.backend.adapter.in.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.backend.adapter.in.websocket.StreamClient.Person;
import io.choicesherpa.backend.application.port.out.AiUnavailableException;
import io.choicesherpa.backend.application.port.out.AiUnavailableException.Reason;
import io.choicesherpa.backend.application.port.out.LimitRate.Decision;
import io.choicesherpa.backend.application.port.out.NotifyUser.Notification;
import io.choicesherpa.backend.domain.UserId;
import io.choicesherpa.backend.testing.Eventually;
import io.choicesherpa.backend.testing.FakePorts;
import io.choicesherpa.telemetry.metrics.WebSocketMetrics;
import io.choicesherpa.telemetry.test.CapturedLine;
import io.choicesherpa.telemetry.test.CapturedSpan;
import io.choicesherpa.telemetry.test.TelemetryCapture;
import io.choicesherpa.telemetry.test.spring.AutoConfigureTelemetryCapture;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;

@SpringBootTest(classes = StreamTestApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureTelemetryCapture
@ContextConfiguration(initializers = StreamTestApplication.Database.class)
class StreamTest {

  @LocalServerPort private int port;
  @Autowired private FakePorts ports;
  @Autowired private TelemetryCapture telemetry;
  @Autowired private WebSocketMetrics metrics;
  @Autowired private Connections connections;
  @Autowired private Workers workers;

  private Person person;
  private String conversation;

  @BeforeEach
  void begin() {
    ports.reset();
    Eventually.holds(() -> assertThat(metrics.connectionsActive().get()).isZero());
    person = Person.someone(port);
    conversation = person.newConversation();
  }

  @Test
  void message_isAnsweredInPiecesAndWhole() throws Exception {
    StreamClient client = person.connect(conversation);
    double before = metrics.messagesSent().get();

    client.sendMessage("Shall I move?");
    List<JsonNode> frames = client.until("stream_complete");

    StringBuilder pieces = new StringBuilder();
    frames.stream()
        .filter(frame -> frame.get("type").asString().equals("stream_chunk"))
        .forEach(frame -> pieces.append(frame.get("delta").asString()));
    JsonNode whole = frames.get(frames.size() - 1);
    assertThat(whole.get("content").asString()).isEqualTo("You said: Shall I move?");
    assertThat(pieces).hasToString("You said: Shall I move?");
    assertThat(whole.get("message_id").asString()).hasSize(36);
    Eventually.holds(
        () -> assertThat(metrics.messagesSent().get() - before).isEqualTo(frames.size()));
    client.close();
  }

  @Test
  void everyMessage_isAUnitOfWorkOfItsOwn() throws Exception {
    StreamClient client = person.connect(conversation);

    client.sendMessage("one");
    assertThat(client.until("stream_complete")).isNotEmpty();
    client.sendMessage("two");
    assertThat(client.until("stream_complete")).isNotEmpty();

    Eventually.holds(() -> assertThat(telemetry).spans("websocket send_message").hasSize(2));
    List<CapturedSpan> messages = telemetry.spans("websocket send_message");
    CapturedSpan handshake = telemetry.span("GET /api/conversations/{id}/stream");
    assertThat(messages).extracting(CapturedSpan::traceId).doesNotHaveDuplicates();
    assertThat(messages)
        .allSatisfy(
            span -> assertThat(span).hasKind(SpanKind.SERVER).isRoot().hasLinkTo(handshake));
    assertThat(telemetry)
        .spans("send_message_handler")
        .allSatisfy(span -> assertThat(span).isChildOf("websocket send_message"))
        .extracting(CapturedSpan::traceId)
        .doesNotHaveDuplicates();
    assertThat(telemetry).hasNoSpan("websocket /api/conversations/{id}/stream");
    List<String> traces = messages.stream().map(CapturedSpan::traceId).toList();
    assertThat(traceIds("websocket message handled")).containsExactlyInAnyOrderElementsOf(traces);
    assertThat(traceIds("Message answered")).containsExactlyInAnyOrderElementsOf(traces);
    CompletableFuture<Boolean> clean = new CompletableFuture<>();
    var unused = workers.answer(() -> clean.complete(Context.current() == Context.root()));
    assertThat(clean.get(20, TimeUnit.SECONDS)).as("nothing is left on the thread").isTrue();
    client.close();
  }

  private List<String> traceIds(String message) {
    return telemetry.logs().stream()
        .filter(line -> line.message().equals(message))
        .map(CapturedLine::traceId)
        .toList();
  }

  @Test
  void browser_authenticatesBySubprotocol() throws Exception {
    StreamClient client = person.connectAsBrowser(conversation);

    client.send("{\"type\":\"ping\"}");

    assertThat(client.next().get("type").asString()).isEqualTo("pong");
    assertThat(client.subprotocol()).isEqualTo("choice-sherpa.v1");
    client.close();
  }

  @Test
  void strangers_findNothing() {
    assertThat(Person.someone(port).refusal(conversation)).isEqualTo(404);
    assertThat(person.refusal("no-id")).isEqualTo(404);
    assertThat(StreamClient.refusalWithoutToken(port, conversation)).isEqualTo(401);
    assertThat(ports.denials).hasSize(1);
  }

  @Test
  void wrongFrames_areToldAndTheConnectionGoesOn() throws Exception {
    StreamClient client = person.connect(conversation);

    client.send("{not json");
    client.send("[]");
    client.send("{\"type\":\"dance\"}");
    client.send("{\"type\":\"send_message\",\"content\":7}");
    client.send("{\"type\":\"send_message\",\"content\":\"  \"}");

    assertThat(client.next().get("message").asString()).isEqualTo("The frame is not JSON.");
    assertThat(client.next().get("code").asString()).isEqualTo("bad_request");
    assertThat(client.next().get("message").asString())
        .isEqualTo("type must be one of send_message, ping.");
    assertThat(client.next().get("message").asString()).startsWith("content is required");
    JsonNode blank = client.next();
    assertThat(blank.get("code").asString()).isEqualTo("invalid_input");
    assertThat(blank.get("trace_id").asString()).hasSize(32);
    client.sendMessage("still there?");
    assertThat(client.until("stream_complete")).isNotEmpty();
    client.close();
  }

  @Test
  void hugeFrame_closesTheConnection() throws Exception {
    StreamClient client = person.connect(conversation);

    client.sendMessage("x".repeat(StreamConfiguration.MAX_FRAME_CHARS));

    assertThat(client.closeCode()).isEqualTo(1009);
  }

  @Test
  void rateLimit_isToldWithTheTimeToComeBack() throws Exception {
    StreamClient client = person.connect(conversation);
    ports.limits = (user, what) -> new Decision(false, Duration.ofSeconds(7));

    client.sendMessage("hello");

    JsonNode error = client.next();
    assertThat(error.get("code").asString()).isEqualTo("rate_limited");
    assertThat(error.get("retry_after").asLong()).isEqualTo(7);
    client.close();
  }

  @Test
  void aiFailure_isToldWithoutInternals() throws Exception {
    StreamClient client = person.connect(conversation);
    ports.ai =
        prompt -> {
          throw new AiUnavailableException(Reason.FAILED, "key sk-123 is wrong", null, null);
        };

    client.sendMessage("hello");

    JsonNode error = client.next();
    assertThat(error.get("code").asString()).isEqualTo("ai_unavailable");
    assertThat(error.toString()).doesNotContain("sk-123");
    ports.reset();
    client.sendMessage("hello again");
    assertThat(client.until("stream_complete")).isNotEmpty();
    client.close();
  }

  @Test
  void secondMessageAtOnce_isRefused_andPingsAreStillAnswered() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    answerWhen(asked, goOn);
    StreamClient client = person.connect(conversation);
    client.sendMessage("one");
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

    client.sendMessage("two");
    client.send("{\"type\":\"ping\"}");

    assertThat(client.next().get("code").asString()).isEqualTo("message_in_progress");
    assertThat(client.next().get("type").asString()).isEqualTo("pong");
    goOn.countDown();
    assertThat(client.until("stream_complete")).isNotEmpty();
    client.close();
  }

  @Test
  void clientThatDisappears_isNoLongerWorkedFor() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    ports.ai =
        prompt -> {
          asked.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
            Thread.currentThread().interrupt();
          }
          throw new CancellationException("nobody waits");
        };
    StreamClient client = person.connect(conversation);
    client.sendMessage("one");
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

    client.disappear();

    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    Eventually.holds(() -> assertThat(metrics.connectionsActive().get()).isZero());
    Eventually.holds(
        () ->
            assertThat(telemetry)
                .span("websocket send_message")
                .hasAttribute("outcome", "cancelled"));
  }

  @Test
  void notification_reachesAllOfAPersonsConnections() throws Exception {
    StreamClient one = person.connect(conversation);
    StreamClient other = person.connect(conversation);
    Eventually.holds(() -> assertThat(metrics.connectionsActive().get()).isEqualTo(2));

    int told =
        connections.notify(
            new UserId(person.user()),
            new Notification("e-1", "cycle.completed", "cycle", "c-1", Instant.EPOCH));

    assertThat(told).isEqualTo(2);
    assertThat(one.next().toString())
        .isEqualTo(
            "{\"type\":\"notification\",\"event_id\":\"e-1\",\"event_type\":\"cycle.completed\","
                + "\"aggregate_type\":\"cycle\",\"aggregate_id\":\"c-1\","
                + "\"occurred_at\":\"1970-01-01T00:00:00Z\"}");
    assertThat(other.next().get("event_id").asString()).isEqualTo("e-1");
    one.close();
    other.close();
  }

  private void answerWhen(CountDownLatch asked, CountDownLatch goOn) {
    ports.ai =
        prompt -> {
          asked.countDown();
          try {
            assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return FakePorts.ECHO.apply(prompt);
        };
  }
}
