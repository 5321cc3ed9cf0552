package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.choicesherpa.promql.model.Labels;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfMetricsTest {

  @TempDir Path dir;

  @Test
  void metrics_sayWhatCameWasKeptAndWasDropped() {
    try (Console console = Console.start(TestConsole.config().dataDirectory(dir).build())) {
      long now = System.currentTimeMillis();
      Labels labels = Labels.of("__name__", "sent");
      new WriteRequest()
          .series(
              labels, List.of(new WriteRequest.Sample(now, 1), new WriteRequest.Sample(now - 5, 1)))
          .sendTo(console.uri());
      WriteRequest.send(console.uri(), new byte[] {9, 9});
      Promql.value(console, "sent");
      Promql.answer(console, "sent + on(job) group_left() {__name__=~\"sent.*\"} > bool foo(");

      String text = metrics(console, "text/plain");

      assertThat(text)
          .contains("# TYPE console_received_items_total counter")
          .contains(
              "console_received_items_total{protocol=\"remote_write\",signal=\"metrics\"} 1.0")
          .contains("console_refused_items_total{protocol=\"remote_write\",signal=\"metrics\"} 1.0")
          .contains(
              "console_refused_requests_total{protocol=\"remote_write\",reason=\"malformed\"} 1.0")
          .contains("console_dropped_samples_total{reason=\"out_of_order\"} 1.0")
          .contains("console_queries_total 1.0")
          .containsPattern("console_journal_bytes\\{journal=\"recent_samples\"} [1-9]")
          .containsPattern("console_series [1-9]")
          .contains("jvm_memory_used_bytes");
      assertThat(metrics(console, "application/openmetrics-text")).endsWith("# EOF\n");
    }
  }

  private static String metrics(Console console, String accept) {
    HttpResponse<byte[]> response = Http.get(console.uri().resolve("/metrics"), "accept", accept);
    assertThat(response.statusCode()).isEqualTo(200);
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @Test
  void ownMetrics_areSeriesOfTheJobConsole() {
    try (Console console = Console.start(TestConsole.config().scrapeIntervalSeconds(1).build())) {
      Await.until(
          "taken in twice",
          () ->
              Promql.value(console, "count_over_time(console_series{job=\"console\"}[1m]) > 1")
                  .matches("\\d+"));
      assertThat(Promql.value(console, "up{job=\"console\"}")).isEqualTo("1");
      assertThat(
              Promql.answer(console, "console_series")
                  .at("/data/result/0/metric/instance")
                  .asText())
          .isEqualTo("127.0.0.1:" + console.port());
    }
  }

  @Test
  void withToken_metricsWantItToo() {
    try (Console console = Console.start(TestConsole.config().token("0123456789abcdef").build())) {
      assertThat(Http.get(console.uri().resolve("/metrics")).statusCode()).isEqualTo(401);
      assertThat(
              Http.get(
                      console.uri().resolve("/api/v1/query?query=1"),
                      "authorization",
                      "Bearer 0123456789abcdef")
                  .statusCode())
          .isEqualTo(200);
      assertThat(WriteRequest.send(console.uri(), new byte[] {1}).statusCode()).isEqualTo(401);
    }
  }
}
