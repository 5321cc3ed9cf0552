package io.choicesherpa.benchmarks.console;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A server of traces as a process of its own, with what it costs. */
final class TraceServer implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final long PAUSE_NANOS = 5_000_000;
  private static final long STOP_SECONDS = 20;
  private static final double TICKS_PER_SECOND = 100;

  private final Process process;
  private final URI page;
  private final URI traces;
  private final double startMillis;

  /**
   * What to start.
   *
   * @param page answers once the server is ready
   * @param traces takes OTLP over HTTP
   */
  record Command(
      String name, List<String> words, Map<String, String> environment, URI page, URI traces) {}

  private TraceServer(Process process, Command command, double startMillis) {
    this.process = process;
    page = command.page();
    traces = command.traces();
    this.startMillis = startMillis;
  }

  /** Returns once the page answers. */
  static TraceServer start(Command command, Path log) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command.words()).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(command.environment());
    HttpClient client = HttpClient.newHttpClient();
    long began = System.nanoTime();
    Process process = builder.start();
    while (!answers(client, command.page())) {
      if (!process.isAlive() || System.nanoTime() - began > START_LIMIT.toNanos()) {
        process.destroyForcibly();
        throw new IOException(command.name() + " did not start; see " + log);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return new TraceServer(process, command, (System.nanoTime() - began) / 1e6);
  }

  private static boolean answers(HttpClient client, URI page) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(5)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  URI page() {
    return page;
  }

  URI traces() {
    return traces;
  }

  double startMillis() {
    return startMillis;
  }

  /** Of all its threads, user and system. */
  double cpuSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  long residentBytes() throws IOException {
    for (String line :
        Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    throw new IOException("no VmRSS");
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Null when {@code path} is no program. */
  static @Nullable Path program(@Nullable String path) {
    return path == null || !Files.isExecutable(Path.of(path)) ? null : Path.of(path);
  }
}
