package io.choicesherpa.benchmarks.backend;

import io.choicesherpa.demo.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The backend as a process, watched in one way. */
final class RunningBackend implements AutoCloseable {

  /** The same heap for all; the collector is the one that the JVM takes on a server. */
  static final List<String> JVM_OPTIONS = List.of("-Xmx512m", "-XX:+UseG1GC");

  private static final Duration START_PATIENCE = Duration.ofMinutes(3);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);
  private static final long POLL_MILLIS = 10;
  private static final int OK = 200;

  private final ChildProcess process;
  private final int port;
  private final Duration startUp;
  private final ScheduledExecutorService scraper = Executors.newSingleThreadScheduledExecutor();

  private RunningBackend(ChildProcess process, int port, Duration startUp) {
    this.process = process;
    this.port = port;
    this.startUp = startUp;
  }

  /** Starts it and returns as soon as it answers a request. */
  static RunningBackend start(Variant variant, Surroundings around, Path jar, Path agent)
      throws IOException, InterruptedException {
    int port = Surroundings.freePort();
    int metricsPort = Surroundings.freePort();
    Map<String, String> environment = new HashMap<>(around.environment(variant, port));
    environment.putAll(variant.environment(around.sink().port(), metricsPort));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_OPTIONS);
    command.addAll(variant.jvmOptions(agent));
    command.addAll(List.of("-jar", jar.toString()));
    Path folder = around.folder();
    long begin = System.nanoTime();
    ChildProcess process =
        ChildProcess.start(
            variant.database(),
            command,
            environment,
            around.register(),
            folder.resolve(variant.database() + ".log"),
            folder.resolve(variant.database() + ".err"));
    awaitAnswer(process, port);
    RunningBackend running =
        new RunningBackend(process, port, Duration.ofNanos(System.nanoTime() - begin));
    if (variant.isOurs()) {
      running.scrape(metricsPort);
    }
    return running;
  }

  /** Any answer will do, also that a token is missing: all variants give the same. */
  private static void awaitAnswer(ChildProcess process, int port)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (true) {
      try (HttpConnection connection = new HttpConnection(port)) {
        HttpConnection.Answer unused = connection.send("GET", "/api/sessions", null, null);
        return;
      } catch (IOException notYet) {
        if (System.nanoTime() > deadline) {
          process.kill();
          throw new IOException(process.name() + " did not start", notYet);
        }
      }
      try {
        int code = process.exit().get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        throw new IOException(
            process.name() + " ended with " + code + ": " + process.lastWords(20));
      } catch (TimeoutException stillRunning) {
        // As it should be.
      } catch (ExecutionException e) {
        throw new IOException("the end of " + process.name() + " is unknown", e);
      }
    }
  }

  private void scrape(int metricsPort) {
    long millis = Surroundings.SCRAPE_INTERVAL.toMillis();
    var unused =
        scraper.scheduleAtFixedRate(
            () -> fetch(metricsPort), millis, millis, TimeUnit.MILLISECONDS);
  }

  private static void fetch(int metricsPort) {
    try (HttpConnection connection = new HttpConnection(metricsPort)) {
      int status = connection.send("GET", "/metrics", null, null).status();
      if (status != OK) {
        throw new IllegalStateException("/metrics answered " + status);
      }
    } catch (IOException e) {
      throw new IllegalStateException("/metrics does not answer", e);
    }
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /** From the process's start to its first answer. */
  Duration startUp() {
    return startUp;
  }

  @Override
  public void close() throws IOException {
    scraper.shutdownNow();
    boolean unused = process.stop(STOP_PATIENCE);
  }
}
