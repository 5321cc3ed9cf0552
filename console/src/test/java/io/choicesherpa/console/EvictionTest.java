package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class EvictionTest {

  private static final long MEBIBYTE = 1 << 20;

  @Test
  void fullStore_oldestTracesGoWholeAndAreToldApartFromUnknownOnes() {
    try (Console console = Console.start(TestConsole.config().traceBytes(MEBIBYTE).build())) {
      for (int i = 1; i <= 150; i++) {
        String id = String.format("%032x", i);
        Span.Builder first = Otlp.span(id, "0000000000000001", "", "a", i, 1);
        first.addAttributes(Otlp.attribute("filler", "x".repeat(9_000)));
        TestConsole.sendTraces(
            console,
            Otlp.traces(
                Otlp.resource("shop"),
                first.build(),
                Otlp.span(id, "0000000000000002", "0000000000000001", "b", i, 1).build()));
      }

      JsonNode overview = Http.json(console.uri().resolve("/console/api/overview"));
      assertThat(overview.at("/spans/received").asLong()).isEqualTo(300);
      assertThat(overview.at("/spans/held_bytes").asLong()).isBetween(MEBIBYTE / 2, MEBIBYTE);
      long held = overview.at("/traces_held").asLong();
      assertThat(overview.at("/traces_evicted").asLong()).isEqualTo(150 - held);
      assertThat(overview.at("/spans/evicted").asLong()).isEqualTo(2 * (150 - held));
      assertThat(state(console, 1)).isEqualTo("evicted");
      assertThat(state(console, 150)).isEqualTo("held");
      assertThat(state(console, 151)).isEqualTo("unknown");
      assertThat(
              Http.json(console.uri().resolve("/console/api/traces/" + String.format("%032x", 150)))
                  .at("/spans"))
          .hasSize(2);
    }
  }

  private static String state(Console console, int trace) {
    HttpResponse<byte[]> response =
        Http.get(console.uri().resolve("/console/api/traces/" + String.format("%032x", trace)));
    return Http.json(response).at("/state").asText();
  }
}
