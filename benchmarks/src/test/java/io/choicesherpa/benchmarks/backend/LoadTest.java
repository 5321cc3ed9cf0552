package io.choicesherpa.benchmarks.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Map<String, Integer> requests = new ConcurrentHashMap<>();
  private volatile int status = 200;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** Every second answer comes in chunks, as the backend's may. */
  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    int seen = requests.merge(exchange.getRequestMethod() + " " + path, 1, Integer::sum);
    exchange.getRequestBody().readAllBytes();
    byte[] body = "{\"id\":\"x\",\"more\":1}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, seen % 2 == 0 ? 0 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void load_sendsTheMixAndTimesEveryRequest() throws Exception {
    try (Load load = new Load(server.getAddress().getPort(), 2, () -> "t")) {
      Load.Outcome outcome = load.send(40, LIMIT);

      // Two people, each of whom first opens what is talked about, with four requests of its own.
      assertThat(outcome.requests()).isEqualTo(48);
      assertThat(outcome.requestsPerSecond()).isPositive();
      assertThat(outcome.quantileMillis(0.5)).isLessThanOrEqualTo(outcome.quantileMillis(0.99));
      assertThat(requests)
          .containsKeys("POST /api/conversations/x/messages", "GET /api/conversations/x/messages")
          .containsEntry("POST /api/sessions", 2);
    }
  }

  @Test
  void answerThatIsNotGood_endsTheLoad() throws Exception {
    try (Load load = new Load(server.getAddress().getPort(), 1, () -> "t")) {
      status = 503;
      assertThatThrownBy(() -> load.send(1, LIMIT))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("answered 503");
    }
  }
}
