package io.choicesherpa.promql.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A Prometheus server over a folder that promtool has filled; on this machine only. */
public final class PrometheusServer implements AutoCloseable {

  private static final int READY_TRIES = 600;
  private static final int PAUSE_MILLIS = 50;

  private final Process process;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  private PrometheusServer(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts {@code binary} on the series of an OpenMetrics text.
   *
   * @param promtool of the same version
   */
  public static PrometheusServer start(Path binary, Path promtool, Path folder, String openMetrics)
      throws IOException, InterruptedException {
    Path text = Files.writeString(folder.resolve("series.txt"), openMetrics);
    Path data = folder.resolve("data");
    Path log = folder.resolve("log.txt");
    run(
        log,
        promtool.toString(),
        "tsdb",
        "create-blocks-from",
        "openmetrics",
        text.toString(),
        data.toString());
    Path config = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
    int port = freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                binary.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + data,
                "--storage.tsdb.retention.time=100y",
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn"));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    PrometheusServer server = new PrometheusServer(process, URI.create("http://127.0.0.1:" + port));
    server.awaitReady(log);
    return server;
  }

  private static void run(Path log, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + Files.readString(log));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(Path log) throws IOException, InterruptedException {
    for (int i = 0; i < READY_TRIES; i++) {
      if (process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException("Prometheus ended: " + Files.readString(log));
      }
      if (isReady()) {
        return;
      }
    }
    close();
    throw new IOException("Prometheus does not get ready: " + Files.readString(log));
  }

  private boolean isReady() throws InterruptedException {
    try {
      return get("/-/ready").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false; // Does not listen yet.
    }
  }

  private HttpResponse<String> get(String path) throws InterruptedException {
    try {
      return client.send(
          HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the server tells it; empty of a build without one. */
  public String version() throws InterruptedException {
    return read(get("/api/v1/status/buildinfo").body()).at("/data/version").asString("");
  }

  /** A build without a version counts as the newest. */
  public int majorVersion() throws InterruptedException {
    String version = version();
    int dot = version.indexOf('.');
    return dot < 0 ? Integer.MAX_VALUE : Integer.parseInt(version.substring(0, dot));
  }

  /** The JSON of an answer. */
  public JsonNode read(String body) {
    return json.readTree(body);
  }

  /**
   * What a query gives, with {@code status}, {@code error} and {@code data} as the API has them.
   */
  public JsonNode query(String path, Map<String, String> parameters) throws InterruptedException {
    return read(body(path, parameters));
  }

  /** The answer as it comes. */
  public String body(String path, Map<String, String> parameters) throws InterruptedException {
    String form =
        parameters.entrySet().stream()
            .map(
                entry ->
                    entry.getKey()
                        + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    try {
      return client
          .send(
              HttpRequest.newBuilder(address.resolve(path))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString(form))
                  .build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
