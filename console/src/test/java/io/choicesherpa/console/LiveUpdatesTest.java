package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LiveUpdatesTest {

  private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static Console console;

  @BeforeAll
  static void start() {
    console = TestConsole.start();
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static SseReader open(String query) {
    return SseReader.open(console.uri().resolve("/console/api/live?" + query), () -> {});
  }

  private static void sendSpan(String trace, String service, long durationNanos) {
    TestConsole.sendTraces(
        console,
        Otlp.traces(
            Otlp.resource(service),
            Otlp.span(trace, "0000000000000001", "", "GET /x", 1_000 * Otlp.MILLI, durationNanos)
                .build()));
  }

  @Test
  void stream_toldOfANewTraceThatMatchesAndOfNoOther() {
    SseReader slow = open("min_duration=100ms");
    slow.awaitEvent("overview");

    sendSpan("000000000000000000000000000000a1", "shop", 5 * Otlp.MILLI);
    sendSpan("000000000000000000000000000000a2", "shop", 500 * Otlp.MILLI);

    JsonNode traces = slow.awaitEvent("traces");
    assertThat(traces).hasSize(1);
    assertThat(traces.at("/0/trace_id").asText()).endsWith("a2");
    assertThat(traces.at("/0/duration_millis").asDouble()).isEqualTo(500);
  }

  @Test
  void stream_sinceAVersionMissesNothingInBetween() {
    long version = Http.json(console.uri().resolve("/console/api/traces")).at("/version").asLong();
    sendSpan("000000000000000000000000000000b1", "shop", Otlp.MILLI);

    SseReader late = open("since=" + version);

    late.awaitEvent(
        "traces", traces -> traces.findValuesAsText("trace_id").toString().contains("b1"));
  }

  @Test
  void stream_toldOfLogLinesOfTheTraceThatIsLookedAt() {
    SseReader watching = open("trace=" + ID);
    watching.awaitEvent("trace", data -> data.at("/log_arrivals").asLong() == 0);

    TestConsole.sendLogs(
        console,
        Otlp.logs(
            Otlp.resource("shop"),
            "l",
            Otlp.log(ID, "", 1, SeverityNumber.SEVERITY_NUMBER_INFO, "one")));

    watching.awaitEvent("trace", data -> data.at("/log_arrivals").asLong() == 1);
  }

  @Test
  void stream_badFilterIsRefusedWithAReason() {
    assertThat(
            new String(
                Http.get(console.uri().resolve("/console/api/live?min_duration=soon")).body(),
                StandardCharsets.UTF_8))
        .contains("min_duration wants a time such as 250ms or 1.5s, not soon");
  }
}
