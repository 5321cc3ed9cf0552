package io.choicesherpa.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.choicesherpa.promql.model.Labels;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteWriteTest {

  private static final int MAX_BYTES = 1 << 20;

  private static Console console;
  private final long now = System.currentTimeMillis();

  @BeforeAll
  static void start() {
    console = Console.start(TestConsole.config().maxRequestBytes(MAX_BYTES).build());
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8).strip();
  }

  private static Labels labels(String metric) {
    return Labels.of("__name__", metric, "job", "sender");
  }

  @Test
  void samplesMetadataAndExemplars_areKept() {
    HttpResponse<byte[]> answer =
        new WriteRequest()
            .series(
                labels("sent_total"),
                List.of(new WriteRequest.Sample(now - 1, 1), new WriteRequest.Sample(now, 2)),
                WriteRequest.exemplar(Labels.of("trace_id", "t"), 1.5, now))
            .metadata(1, "sent_total", "What was sent.", "")
            .sendTo(console.uri());

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(Promql.value(console, "sent_total")).isEqualTo("2");
    JsonNode metadata = Http.json(console.uri().resolve("/api/v1/metadata?metric=sent_total"));
    assertThat(metadata.at("/data/sent_total/0/help").asText()).isEqualTo("What was sent.");
    JsonNode exemplars =
        Http.json(console.uri().resolve("/api/v1/query_exemplars?query=sent_total"));
    assertThat(exemplars.at("/data/0/exemplars/0/value").asText()).isEqualTo("1.5");
  }

  @Test
  void sentAgain_isTakenAsOftenAsItComes() {
    WriteRequest request =
        new WriteRequest().series(labels("again"), List.of(new WriteRequest.Sample(now, 1)));

    assertThat(request.sendTo(console.uri()).statusCode()).isEqualTo(204);
    assertThat(request.sendTo(console.uri()).statusCode()).isEqualTo(204);
  }

  @Test
  void partlyBad_theRestIsKeptAndTheReasonTold() {
    Map<String, String> many = new TreeMap<>(Map.of("__name__", "many"));
    for (int i = 0; i < 100; i++) {
      many.put("l" + i, "v");
    }
    HttpResponse<byte[]> answer =
        new WriteRequest()
            .series(
                labels("order"),
                List.of(new WriteRequest.Sample(now, 5), new WriteRequest.Sample(now - 1, 4)))
            .series(Labels.of(many), List.of(new WriteRequest.Sample(now, 1)))
            .series(Labels.of("job", "nameless"), List.of(new WriteRequest.Sample(now, 1)))
            .series(labels("good"), List.of(new WriteRequest.Sample(now, 7)))
            .sendTo(console.uri());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(text(answer))
        .isEqualTo("3 samples were not kept: 101 labels are more than 64; 1 samples out of order");
    assertThat(Promql.value(console, "good")).isEqualTo("7");
    assertThat(Promql.value(console, "order")).isEqualTo("5");
  }

  @Test
  void malformed_isRefusedWithAReason() {
    byte[] good =
        WriteRequest.compressed(
            new WriteRequest()
                .series(labels("m"), List.of(new WriteRequest.Sample(now, 1)))
                .message());
    byte[] unnamed =
        WriteRequest.compressed(
            WriteRequest.message(
                out ->
                    out.writeByteArray(
                        1, WriteRequest.message(series -> series.writeByteArray(1, new byte[0])))));

    for (byte[] body :
        List.of(
            Arrays.copyOf(good, good.length - 3),
            WriteRequest.compressed(new byte[] {10, 100, 1}),
            new byte[0],
            "hello".getBytes(StandardCharsets.UTF_8),
            unnamed)) {
      HttpResponse<byte[]> answer = WriteRequest.send(console.uri(), body);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(text(answer)).startsWith("not a write request: ");
    }
  }

  @Test
  void announcedSizeBeyondTheLimit_isRefusedBeforeItIsAllocated() {
    // A length of two gigabytes in the five bytes of its varint.
    byte[] bomb = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07, 0, 0};

    HttpResponse<byte[]> answer = WriteRequest.send(console.uri(), bomb);

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(text(answer)).isEqualTo("the body is larger than " + MAX_BYTES + " bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, snappy",
    "application/x-protobuf;proto=io.prometheus.write.v2.Request, snappy",
    "application/x-protobuf, gzip",
  })
  void otherTypes_areRefused(String type, String encoding) {
    HttpResponse<byte[]> answer =
        Http.post(
            console.uri().resolve("/api/v1/write"),
            new byte[] {1},
            "content-type",
            type,
            "content-encoding",
            encoding);
    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @Test
  void damagedMessages_areNeverAServerError() {
    byte[] valid =
        new WriteRequest()
            .series(
                labels("fuzzed"),
                List.of(new WriteRequest.Sample(now, 1)),
                WriteRequest.exemplar(Labels.of("trace_id", "t"), 1.5, now),
                WriteRequest.histogram(now + 1, 5))
            .metadata(2, "fuzzed", "help", "s")
            .message();
    Random random = new Random(23);
    for (int round = 0; round < 1_500; round++) {
      byte[] damaged = valid.clone();
      for (int i = 0; i <= random.nextInt(6); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      byte[] body = WriteRequest.compressed(damaged);
      if (round % 3 == 0) {
        body[random.nextInt(body.length)] = (byte) random.nextInt();
      }
      assertThat(WriteRequest.send(console.uri(), body).statusCode()).isIn(204, 400, 413);
    }
  }

  @Test
  void realPrometheus_writesWhatItScrapes(@TempDir Path dir) {
    String config =
        """
        global:
          scrape_interval: 1s
          external_labels: {from: real}
        scrape_configs:
          - job_name: itself
            static_configs: [{targets: ['127.0.0.1:1', '%s']}]
        remote_write:
          - url: %s/api/v1/write
            send_exemplars: true
            send_native_histograms: true
            queue_config: {batch_send_deadline: 200ms}
            metadata_config: {send_interval: 1s}
        """
            .formatted(console.uri().getAuthority(), console.uri());
    try (RealPrometheus prometheus = RealPrometheus.start(dir, config)) {
      assertThat(prometheus.uri()).isNotNull();
      Await.until(
          "samples written",
          () -> Promql.value(console, "sum(up{job=\"itself\",from=\"real\"})").equals("1"));
      Await.until(
          "metrics of the console itself, by way of Prometheus",
          () -> Promql.value(console, "count(console_series{job=\"itself\"})").equals("1"));
      Await.until(
          "metadata",
          () ->
              Http.json(console.uri().resolve("/api/v1/metadata?metric=console_series"))
                  .at("/data/console_series")
                  .toString()
                  .contains("Series held."));
    }
  }
}
