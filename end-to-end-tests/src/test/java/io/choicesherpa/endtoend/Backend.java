package io.choicesherpa.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The backend as a process of its own, started as an operator would start it. */
final class Backend implements AutoCloseable {

  static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final long STOP_LIMIT_SECONDS = 10;

  private final Process process;
  private final Path output;
  private final Path errors;
  private final int port;
  private final int metricsPort;

  private Backend(Process process, Path output, Path errors, int port, int metricsPort) {
    this.process = process;
    this.output = output;
    this.errors = errors;
    this.port = port;
    this.metricsPort = metricsPort;
  }

  /** Starts a backend and waits until it is ready. */
  static Backend start(Map<String, String> variables) {
    Backend backend = launch(variables);
    try {
      Await.until(
          "a ready backend",
          () -> {
            if (!backend.process.isAlive()) {
              throw new AssertionError("the backend has ended:\n" + backend.text());
            }
            return backend.isReady();
          });
    } catch (AssertionError e) {
      backend.process.destroyForcibly();
      throw e;
    }
    return backend;
  }

  /** Starts a backend and does not wait. */
  static Backend launch(Map<String, String> variables) {
    try {
      Path output = Files.createTempFile(Path.of("target"), "backend", ".jsonl");
      // A newer JVM warns there of what libraries do; on the standard output each line is JSON.
      Path errors = Files.createTempFile(Path.of("target"), "backend", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:TieredStopAtLevel=1",
              "-XX:+UseSerialGC",
              "-Xmx384m",
              "-cp",
              System.getProperty("java.class.path"),
              "io.choicesherpa.backend.BackendApplication");
      builder.environment().putAll(variables);
      builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
      return new Backend(
          builder.start(),
          output,
          errors,
          Integer.parseInt(variables.getOrDefault("SERVER_PORT", "8080")),
          Integer.parseInt(variables.getOrDefault("METRICS_PORT", "9090").replaceAll("\\D", "0")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  /** Where its log lines go. */
  Path output() {
    return output;
  }

  /** Where its standard error goes. */
  Path errors() {
    return errors;
  }

  int metricsPort() {
    return metricsPort;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private boolean isReady() {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri("/health/ready")).build();
      return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Everything that it has written so far, on both outputs. */
  String text() {
    return read(output) + read(errors);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its whole lines so far, each of which must be a JSON object. */
  List<JsonNode> lines() {
    String text = read(output);
    return text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .map(line -> JsonMapper.shared().readTree(line))
        .toList();
  }

  /** Its lines of a trace. */
  List<JsonNode> linesOf(String traceId) {
    return lines().stream().filter(line -> traceId.equals(field(line, "trace_id"))).toList();
  }

  static @Nullable String field(JsonNode line, String name) {
    JsonNode value = line.get(name);
    return value == null ? null : value.asString();
  }

  String metrics() {
    try {
      URI uri = URI.create("http://127.0.0.1:" + metricsPort + "/metrics");
      return CLIENT
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Waits for its end by itself and returns the exit code. */
  int awaitExit() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the backend did not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends it as an operator does (SIGTERM); a backend that does not end in time is a failure. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "the backend did not stop within " + STOP_LIMIT_SECONDS + " s:\n" + text());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
