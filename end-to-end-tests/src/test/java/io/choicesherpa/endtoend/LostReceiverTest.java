package io.choicesherpa.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LostReceiverTest {

  private static final String DELIVERY = "io.choicesherpa.telemetry.pipeline.Delivery";

  @Test
  void closedPort_isOneWarningAndNothingElse() {
    serveWith("http://127.0.0.1:" + RunningSystem.freePort(), true);
  }

  /** The kernel takes connections for a socket that nobody accepts from: open, and silent. */
  @Test
  void silentPort_holdsNeitherRequestsNorTheEnd() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      serveWith("http://127.0.0.1:" + silent.getLocalPort(), false);
    }
  }

  private static void serveWith(String endpoint, boolean warningIsSure) {
    Map<String, String> variables = RunningSystem.get().backendVariables();
    variables.put("OTLP_ENDPOINT", endpoint);
    Backend backend = Backend.start(variables);
    try {
      Person person = Person.of(backend, "pro");
      for (int i = 0; i < 40; i++) {
        long startNanos = System.nanoTime();
        assertThat(person.post("/api/sessions", "{}").statusCode()).isEqualTo(201);
        // Not a measure of speed: an export on the request's thread would take its whole time
        // limit.
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
            .isLessThan(Duration.ofSeconds(5));
      }
      if (warningIsSure) {
        Await.until("the warning", () -> !warnings(backend).isEmpty());
      }
    } finally {
      backend.close();
    }
    assertThat(warnings(backend)).hasSizeBetween(warningIsSure ? 1 : 0, 1);
    assertThat(backend.text()).doesNotContain("\"target\":\"io.opentelemetry.exporter");
  }

  private static List<JsonNode> warnings(Backend backend) {
    return backend.lines().stream()
        .filter(line -> DELIVERY.equals(Backend.field(line, "target")))
        .toList();
  }
}
