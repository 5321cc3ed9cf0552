package io.choicesherpa.backend.adapter.in.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import io.choicesherpa.telemetry.metrics.Metrics;
import io.choicesherpa.telemetry.metrics.StandardMetrics;
import io.choicesherpa.telemetry.metrics.WebSocketMetrics;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutgoingQueueTest {

  private final List<String> sent = new ArrayList<>();
  private final Queue<SendHandler> underWay = new ArrayDeque<>();
  private final AtomicInteger givenUp = new AtomicInteger();
  private final WebSocketMetrics metrics =
      new WebSocketMetrics(new Metrics(StandardMetrics.CATALOGUE));
  private final Session session = mock(Session.class);
  private final RemoteEndpoint.Async remote = mock(RemoteEndpoint.Async.class);
  private final OutgoingQueue queue =
      new OutgoingQueue(remote, metrics.messagesSent(), givenUp::incrementAndGet);

  @Test
  void frames_goOutOneAfterTheOther() {
    clientReadsWhenTold();

    assertThat(queue.send("one")).isTrue();
    assertThat(queue.send("two")).isTrue();
    assertThat(sent).containsExactly("one");
    clientReads();

    assertThat(sent).containsExactly("one", "two");
    assertThat(metrics.messagesSent().get()).isEqualTo(1);
  }

  @Test
  void longQueue_doesNotNest() {
    clientReadsWhenTold();
    for (int i = 0; i < OutgoingQueue.MAX_FRAMES; i++) {
      assertThat(queue.send("frame " + i)).isTrue();
    }

    clientReadsAtOnce();
    clientReads();

    assertThat(sent).hasSize(OutgoingQueue.MAX_FRAMES);
    assertThat(metrics.messagesSent().get()).isEqualTo(OutgoingQueue.MAX_FRAMES);
  }

  @Test
  void clientThatReadsTooSlowly_isGivenUpOnce() {
    clientReadsWhenTold();
    for (int i = 0; i <= OutgoingQueue.MAX_FRAMES; i++) {
      assertThat(queue.send("x")).isTrue();
    }

    assertThat(queue.send("one too many")).isFalse();
    assertThat(queue.send("and another")).isFalse();

    assertThat(givenUp).hasValue(1);
  }

  @Test
  void tooManyCharacters_areTooMuchToo() {
    clientReadsWhenTold();
    String half = "x".repeat(OutgoingQueue.MAX_CHARS / 2);

    assertThat(queue.send("under way")).isTrue();
    assertThat(queue.send(half)).isTrue();
    assertThat(queue.send(half)).isTrue();
    assertThat(queue.send("x")).isFalse();

    assertThat(givenUp).hasValue(1);
  }

  @Test
  void frameThatCannotBeSentInTime_endsIt() {
    clientReadsWhenTold();
    assertThat(queue.send("one")).isTrue();

    underWay.remove().onResult(new SendResult(session, new IOException("send timed out")));

    assertThat(queue.send("two")).isFalse();
    assertThat(givenUp).hasValue(1);
    assertThat(metrics.messagesSent().get()).isZero();
  }

  @Test
  void connectionThatIsClosing_takesNothingMore() {
    doThrow(new IllegalStateException("closed")).when(remote).sendText(anyString(), any());

    boolean unused = queue.send("one");

    assertThat(queue.send("two")).isFalse();
  }

  @Test
  void closedQueue_takesNothingMore() {
    queue.close();

    assertThat(queue.send("one")).isFalse();
    assertThat(givenUp).hasValue(0);
  }

  private void clientReadsWhenTold() {
    doAnswer(
            call -> {
              sent.add(call.getArgument(0));
              underWay.add(call.getArgument(1));
              return null;
            })
        .when(remote)
        .sendText(anyString(), any(SendHandler.class));
  }

  private void clientReadsAtOnce() {
    doAnswer(
            call -> {
              sent.add(call.getArgument(0));
              call.<SendHandler>getArgument(1).onResult(new SendResult(session));
              return null;
            })
        .when(remote)
        .sendText(anyString(), any(SendHandler.class));
  }

  private void clientReads() {
    underWay.remove().onResult(new SendResult(session));
  }
}
