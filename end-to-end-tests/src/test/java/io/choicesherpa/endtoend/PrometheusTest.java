package io.choicesherpa.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real Prometheus, and its own linter, on what the running backend exposes. */
class PrometheusTest {

  private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4703";

  @TempDir private Path folder;

  @Test
  void metrics_ofARunningBackend_passTheLinterAndAreScrapedWithNativeHistogramsAndExemplars()
      throws Exception {
    Path promtool = Tool.require("promtool");
    Path prometheus = Tool.require("prometheus");
    Map<String, String> variables = RunningSystem.get().backendVariables();
    variables.put("OTLP_ENDPOINT", "none");
    try (Backend backend = Backend.start(variables)) {
      Person person = Person.of(backend, "free");
      String conversation = person.newConversation("issue_raising");
      person.post(
          "/api/conversations/" + conversation + "/messages",
          "{\"content\":\"I cannot decide\"}",
          "traceparent",
          "00-" + TRACE_ID + "-00f067aa0ba902b7-01");

      assertThat(lint(promtool, backend.metrics())).isEqualTo("exit 0: ");
      try (Server server =
          new Server(
              prometheus, folder.resolve("native"), backend.metricsPort(), "native-histograms")) {
        JsonNode durations =
            Await.value(
                "a native histogram",
                () -> {
                  JsonNode answer =
                      server.query("/api/v1/query?query=http_request_duration_seconds");
                  return answer.get("result").isEmpty() ? null : answer.get("result");
                });
        assertThat(durations)
            .allSatisfy(
                series -> assertThat(series.get("histogram").get(1).get("buckets")).isNotEmpty());
      }
      try (Server server =
          new Server(prometheus, folder, backend.metricsPort(), "exemplar-storage")) {
        JsonNode up =
            Await.value(
                "the target being up",
                () -> {
                  JsonNode answer =
                      server.query("/api/v1/query?query=up%7Bjob%3D%22it%22%7D%3D%3D1");
                  return answer.get("result").isEmpty() ? null : answer;
                });
        assertThat(up.get("result")).hasSize(1);
        Await.until(
            "the exemplar of the message's trace",
            () -> {
              JsonNode exemplars =
                  server.query(
                      "/api/v1/query_exemplars?query=http_request_duration_seconds_bucket&start="
                          + Instant.now().minusSeconds(600).getEpochSecond()
                          + "&end="
                          + Instant.now().plusSeconds(60).getEpochSecond());
              return exemplars.toString().contains(TRACE_ID);
            });
      }
    }
  }

  private static String lint(Path promtool, String metrics)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(promtool.toString(), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    try (var in = process.getOutputStream()) {
      in.write(metrics.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return "exit " + process.waitFor() + ": " + said;
  }

  /** Prometheus on a free port of loopback, with exemplars kept. */
  private static final class Server implements AutoCloseable {
    private final Process process;
    private final int port = RunningSystem.freePort();

    Server(Path program, Path folder, int targetPort, String feature) throws IOException {
      Files.createDirectories(folder);
      Path config = folder.resolve("prometheus.yml");
      Files.writeString(
          config,
          """
          global:
            scrape_interval: 1s
          scrape_configs:
            - job_name: it
              static_configs:
                - targets: ['127.0.0.1:%d']
          """
              .formatted(targetPort));
      process =
          new ProcessBuilder(
                  program.toString(),
                  "--config.file=" + config,
                  "--storage.tsdb.path=" + folder.resolve("data"),
                  "--web.listen-address=127.0.0.1:" + port,
                  "--enable-feature=" + feature,
                  "--log.level=error")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("prometheus.log").toFile())
              .start();
      Await.until("Prometheus", this::isReady);
    }

    private boolean isReady() {
      try {
        URI uri = URI.create("http://127.0.0.1:" + port + "/-/ready");
        return Backend.CLIENT
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode()
            == 200;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    JsonNode query(String path) {
      URI uri = URI.create("http://127.0.0.1:" + port + path);
      return JsonMapper.shared()
          .readTree(Person.send(HttpRequest.newBuilder(uri).build()).body())
          .get("data");
    }

    @Override
    public void close() throws InterruptedException {
      process.destroy();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }
}
