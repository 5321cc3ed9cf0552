package io.choicesherpa.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBenchmarkTest {

  @ParameterizedTest
  @CsvSource({
    "OURS,true",
    "OURS,false",
    "SPRING,true",
    "SPRING,false",
    "OPENTELEMETRY,true",
    "OPENTELEMETRY,false"
  })
  void requestsLine_namesRouteStatusAndTrace(RequestPeer peer, boolean sampled) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (RequestPath path = peer.open(sampled, out)) {
      out.reset();
      path.serve();
    }
    // Logback escapes the slash, which JSON allows.
    assertThat(
            out.toString(StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow()
                .replace("\\/", "/"))
        .contains(RequestSample.LINE, RequestSample.METHOD, RequestSample.ROUTE, "201")
        .contains(RequestSample.TRACE_ID, RequestSample.REQUEST_ID, "duration_ms");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void springsObservation_recordsTimerAndSpan(boolean sampled) {
    try (SpringRequests requests = new SpringRequests(sampled, new ByteArrayOutputStream())) {
      requests.serve();
      assertThat(requests.meters().getClass().getSimpleName()).contains("Prometheus");
      assertThat(requests.meters().get("http.server.requests").timer().count()).isEqualTo(1);
      assertThat(requests.spans()).isEqualTo(sampled ? 1 : 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void benchmark_runs(RequestPeer peer) {
    RequestBenchmark benchmark = new RequestBenchmark();
    benchmark.peer = peer;
    benchmark.sampled = true;
    benchmark.open();
    benchmark.request();
    benchmark.close();
    assertThat(peer).isNotNull();
  }
}
